package io.lockstep.app.attester.running;

import io.lockstep.app.attester.desk.RefusalBook;
import io.lockstep.app.telemetry.AttesterMetrics;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.app.watch.display.Display;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.RulingProposal;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a person what becomes of an attester. */
final class AttesterNews implements SittingNews {
  private static final Duration REFUSAL_PAUSE = Duration.ofMinutes(1);

  private final Display display;
  private final AttesterMetrics metrics;
  private final RefusalBook book;
  private final Seldom seldom = new Seldom(REFUSAL_PAUSE, System::nanoTime);
  private final Map<LaneId, String> lanes;
  private Optional<Optional<String>> told = Optional.empty();

  AttesterNews(Display display, List<WatchPlan> plans, AttesterMetrics metrics, RefusalBook book) {
    this.display = display;
    this.metrics = metrics;
    this.book = book;
    this.lanes =
        plans.stream()
            .collect(Collectors.toUnmodifiableMap(plan -> plan.lane().id(), WatchPlan::toString));
  }

  private String named(LaneId lane) {
    return lanes.getOrDefault(lane, lane.toString());
  }

  void doorOpened(String host, int port) {
    display.say("The door is open at https://%s:%d.".formatted(host, port));
  }

  /** What has not changed since is not told again. */
  synchronized void fence(Optional<String> closed) {
    if (!told.equals(Optional.of(closed))) {
      told = Optional.of(closed);
      display.say(
          closed
              .map(why -> "Nothing is signed: %s.".formatted(why))
              .orElse("The fence is open: this attester signs."));
    }
  }

  void clockJumped() {
    display.say("The clock has jumped: all nonces are forgotten, coordinators ask for new ones.");
  }

  void tlsRenewed(Instant until) {
    display.say("A new key for TLS is in use, until %s.".formatted(until));
  }

  @Override
  public void turnBegan() {
    display.say(
        "This process holds the attester's lease; its peers are asked what they last heard.");
  }

  @Override
  public void turnLost() {
    display.say("Another process holds the attester's lease: this one signs nothing.");
  }

  @Override
  public void signed(String coordinator, Proposal proposal) {
    metrics.signed();
    display.say(
        "%s: signed %s for %s.".formatted(named(proposal.lane()), what(proposal), coordinator));
  }

  private static String what(Proposal proposal) {
    return switch (proposal) {
      case CheckpointProposal(Checkpoint checkpoint, var _) ->
          "the head after message " + checkpoint.nonce();
      case RulingProposal(Ruling ruling) -> "the ruling on message " + ruling.nonce();
    };
  }

  /** All are counted; of those that are alike a line tells once in a while. */
  @Override
  public void refused(String coordinator, LaneId lane, String reason, String text) {
    metrics.refused(reason);
    book.add(coordinator, Optional.of(lane).filter(lanes::containsKey), reason, text);
    if (seldom.isTime(coordinator + " " + reason)) {
      display.say("%s: refused to %s: %s: %s".formatted(named(lane), coordinator, reason, text));
    }
  }

  @Override
  public void finished(KeptCheckpoint kept) {
    display.say(
        "%s: the quorum has signed through message %d."
            .formatted(named(kept.checkpoint().lane()), kept.checkpoint().nonce()));
  }

  @Override
  public void halted(LaneId lane, String why) {
    display.say("%s: halted: %s".formatted(named(lane), why));
  }
}
