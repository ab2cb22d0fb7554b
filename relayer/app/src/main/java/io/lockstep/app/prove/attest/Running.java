package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.StartingFence;

/** What dies with an attester's process. */
final class Running {
  private final Seat seat;
  private final Speaker speaker;
  private final StartingFence fence;
  private final Watch watch;

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
}
