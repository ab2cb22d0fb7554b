package io.lockstep.model.delivery;

import io.lockstep.core.domain.delivery.Attempt;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import io.lockstep.model.delivery.SimulatedDestination.Block;
import io.lockstep.model.delivery.SimulatedDestination.Mined;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold in every situation, and from one to the next. */
final class Properties {
  private final CheckedWorld world;

  Properties(CheckedWorld world) {
    this.world = world;
  }

  Optional<String> check(Situation before, Situation after) {
    return Stream.<Optional<String>>of(
            atMostOnce(after),
            provenance(after),
            heldUntilRuled(after),
            durableBeforeSent(after),
            noOverlap(after),
            endedByEvidence(before, after),
            closedAtFinality(before, after))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> when(boolean broken, String property) {
    return broken ? Optional.of(property) : Optional.empty();
  }

  private Optional<String> atMostOnce(Situation after) {
    SimulatedGateway gateway = after.chain().tip().gateway();
    boolean twice = gateway.delivered().values().stream().anyMatch(times -> times > 1);
    boolean both = gateway.delivered().keySet().stream().anyMatch(gateway.standings()::containsKey);
    boolean refundedToo =
        after.refunded()
            && gateway.delivered().containsKey(new SimulatedGateway.Place(DeliveryScene.LANE, 1));
    return when(
        twice || both || refundedToo,
        "I3: a message is delivered at most once, and never both ways");
  }

  private Optional<String> provenance(Situation after) {
    LaneId lane = DeliveryScene.LANE;
    LaneHead executed = world.scene().executed(lane);
    if (executed.nonce() > after.source().size()) {
      return Optional.of("I4: nothing is delivered that the source did not append");
    }
    LaneHead own = LaneHead.genesis(lane);
    for (Message message : after.source().subList(0, (int) executed.nonce())) {
      own = own.append(message);
    }
    return when(!own.equals(executed), "I4: nothing is delivered that the source did not append");
  }

  private Optional<String> heldUntilRuled(Situation after) {
    if (!world.scope().held()) {
      return Optional.empty();
    }
    SimulatedGateway.Place held =
        new SimulatedGateway.Place(DeliveryScene.LANE, world.scope().messages());
    boolean ruled =
        after.chain().blocks().stream()
            .flatMap(block -> block.events().stream())
            .flatMap(List::stream)
            .anyMatch(told -> told.what() == SimulatedGateway.Told.What.RULED_DELIVER);
    return when(
        after.chain().tip().gateway().delivered().containsKey(held) && !ruled,
        "what policy holds is delivered by a ruling only");
  }

  private Optional<String> durableBeforeSent(Situation after) {
    Set<Hash32> kept = new HashSet<>();
    submissions(after)
        .flatMap(submission -> submission.attempts().stream())
        .map(Attempt::transaction)
        .forEach(transaction -> kept.add(transaction.hash()));
    boolean unknown =
        Stream.concat(
                after.chain().pool().stream(),
                after.chain().blocks().stream()
                    .flatMap(block -> block.mined().stream())
                    .map(Mined::transaction))
            .filter(one -> one.signer().equals(DeliveryScene.SIGNER))
            .filter(one -> !world.isStrangers(one))
            .anyMatch(one -> !kept.contains(one.hash()));
    return when(unknown, "I10: the signed bytes are durable before they are sent");
  }

  private static Optional<String> noOverlap(Situation after) {
    List<Submission> live = submissions(after).filter(Submission::isLive).toList();
    for (int i = 0; i < live.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (InMemoryDelivery.clash(live.get(i), live.get(j))) {
          return Optional.of("I10: live delivery ranges of a lane never overlap");
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> endedByEvidence(Situation before, Situation after) {
    List<SubmissionRow> rows = after.rows().submissions();
    for (int i = 0; i < rows.size(); i++) {
      Submission now = rows.get(i).submission();
      if (wasLive(before, i) && !now.isLive() && !isEvident(now, after)) {
        return Optional.of("an intent ends only when the chain has shown its end");
      }
    }
    return Optional.empty();
  }

  /** A new one begins as live. */
  private static boolean wasLive(Situation before, int index) {
    List<SubmissionRow> rows = before.rows().submissions();
    return index >= rows.size() || rows.get(index).submission().isLive();
  }

  private static boolean isEvident(Submission ended, Situation after) {
    if (ended.intent() instanceof Intent.Fill) {
      return true;
    }
    return switch (ended.state()) {
      case IntentState.Spent() ->
          !(ended.intent() instanceof Intent.Deliver range)
              || range.last() <= proven(after, range.lane());
      case IntentState.Reverted _ ->
          mined(ended, after).anyMatch(mined -> mined.error().isPresent());
      case IntentState.Cancelled() ->
          mined(ended, after).anyMatch(mined -> mined.transaction().call().isEmpty());
      case IntentState.Foreign() ->
          after.chain().atFinality().nonce(ended.signer()) > ended.transactionNonce()
              && mined(ended, after).findAny().isEmpty();
      case IntentState.Live(), IntentState.Ineffective() -> false;
    };
  }

  private static long proven(Situation situation, LaneId lane) {
    return Objects.requireNonNull(situation.rows().lanes().get(lane)).executed().newest().nonce();
  }

  private static Stream<Mined> mined(Submission submission, Situation situation) {
    Set<Hash32> attempts = new HashSet<>();
    submission.attempts().forEach(attempt -> attempts.add(attempt.transaction().hash()));
    return situation.chain().blocks().stream()
        .map(Block::mined)
        .flatMap(List::stream)
        .filter(mined -> attempts.contains(mined.transaction().hash()));
  }

  private static Optional<String> closedAtFinality(Situation before, Situation after) {
    List<SubmissionRow> rows = before.rows().submissions();
    for (int i = 0; i < rows.size(); i++) {
      Submission now = after.rows().submissions().get(i).submission();
      boolean closed = rows.get(i).submission().isOpen() && !now.isOpen();
      boolean used = after.chain().atFinality().nonce(now.signer()) > now.transactionNonce();
      boolean byOwn =
          !(now.transaction() instanceof TransactionState.Final)
              || mined(now, after).findAny().isPresent();
      if (closed && !(used && byOwn)) {
        return Optional.of("a transaction nonce is open until it is used at finality");
      }
    }
    return Optional.empty();
  }

  private static Stream<Submission> submissions(Situation situation) {
    return situation.rows().submissions().stream().map(SubmissionRow::submission);
  }
}
