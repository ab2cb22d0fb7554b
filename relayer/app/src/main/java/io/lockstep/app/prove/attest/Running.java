package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.StartingFence;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import java.util.HashSet;
import java.util.Set;

/** What dies with an attester's process. */
final class Running {
  private final Seat seat;
  private final Speaker speaker;
  private final StartingFence fence;
  private final Watch watch;
  private final Set<Identifier> told = new HashSet<>();

  Running(Seat seat, Speaker speaker, StartingFence fence, Watch watch) {
    this.seat = seat;
    this.speaker = speaker;
    this.fence = fence;
    this.watch = watch;
  }

  Seat seat() {
    return seat;
  }

  Speaker speaker() {
    return speaker;
  }

  StartingFence fence() {
    return fence;
  }

  Watch watch() {
    return watch;
  }

  /** A peer has told what it last heard of this attester. */
  void heard(SignedMessage message) {
    fence.heard(message);
    told.add(message.sender());
  }

  /** Whether n − t + 1 peers have told since it started, whatever its fence makes of that. */
  boolean isTold() {
    return told.size() >= Panel.COUNT - Panel.THRESHOLD + 1;
  }
}
