package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.CheckpointDraft;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What attesters hold of a range, asked of all at once. An attester signs no list that leaves out a
 * hold of its own, so a quorum must be heard, and the others for as long as is bearable.
 */
final class HoldsRound {
  /** One more than a list can have: enough to see that the range must be shorter. */
  private static final int STATEMENTS_MAX = Holds.COUNT_MAX + 1;

  private record Told(Identifier attester, List<SignedMessage> holds, @Nullable String lost) {}

  private final CheckpointDraft draft;
  private final PanelTiming timing;
  private final InstantSource clock;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final Map<Identifier, SeatConduct> conduct = new HashMap<>();
  private final Set<Identifier> awaited = new HashSet<>();
  private final Set<Identifier> lost = new HashSet<>();

  HoldsRound(CheckpointDraft draft, PanelTiming timing, InstantSource clock) {
    this.draft = draft;
    this.timing = timing;
    this.clock = clock;
  }

  /** Who told, and why others did not. */
  Map<Identifier, SeatConduct> conduct() {
    return Map.copyOf(conduct);
  }

  /** Asks, and for commitments with it where there are none: a signing would ask for them next. */
  void ask(Collection<SeatLine> lines, CommitmentStore store, LaneId lane, long from, long nonce) {
    for (SeatLine line : lines) {
      Identifier attester = line.seat().identifier();
      conduct.put(attester, new SeatConduct.Silent());
      awaited.add(attester);
      if (line.isLost()) {
        lost.add(attester);
      }
      line.ask(
          seat -> {
            if (store.size(attester) == 0) {
              store.accept(seat.offer(new Allotment(attester, List.of())));
            }
            return seat.holds(lane, from, nonce);
          },
          holds -> told.add(new Told(attester, holds, null)),
          why -> told.add(new Told(attester, List.of(), why)));
    }
  }

  /**
   * Waits for all of them, and no longer than bearable once a quorum is heard.
   *
   * @return whether a quorum is
   */
  boolean hear(int attempt) throws InterruptedException {
    Instant until = clock.instant().plus(timing.holdsWhole());
    boolean isGrace = false;
    while (!isDone()) {
      Told next = next(until);
      if (next == null) {
        break;
      }
      take(next);
      if (draft.isEnough() && !isGrace) {
        isGrace = true;
        until = earlier(until, clock.instant().plus(grace(attempt)));
      }
    }
    return draft.isEnough();
  }

  /** Once a quorum is heard nobody is waited for who did not answer the last time either. */
  private boolean isDone() {
    return draft.isEnough() ? lost.containsAll(awaited) : awaited.isEmpty();
  }

  /** A list that left something out was made too soon, so the next is waited for longer. */
  private Duration grace(int attempt) {
    return timing.holdsGrace().multipliedBy(attempt);
  }

  private @Nullable Told next(Instant until) throws InterruptedException {
    long nanos = Duration.between(clock.instant(), until).toNanos();
    return told.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  private void take(Told next) {
    awaited.remove(next.attester());
    if (next.lost() == null) {
      conduct.put(next.attester(), new SeatConduct.Willing());
      draft.heard(next.attester(), next.holds().stream().limit(STATEMENTS_MAX).toList());
    } else {
      conduct.put(next.attester(), new SeatConduct.Unreachable(next.lost()));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
