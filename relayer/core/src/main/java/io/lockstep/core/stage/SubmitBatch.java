package io.lockstep.core.stage;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.Reverts;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.policy.delivery.BatchPolicy;
import io.lockstep.core.policy.delivery.GasPlan;
import io.lockstep.core.policy.delivery.RetryPolicy;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.DestinationGateway;
import io.lockstep.core.port.Pauses;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Stage 4: sends what follows the destination's own nonce and what is under way, as much of it as
 * is worth a transaction.
 */
public final class SubmitBatch implements Stage {
  private final DeliveryStore store;
  private final Sender sender;
  private final DestinationGateway gateway;
  private final Pauses pauses;
  private final BatchPolicy policy;
  private final GasPlan gas;
  private final RetryPolicy retries;
  private final InstantSource clock;

  public SubmitBatch(
      DeliveryStore store,
      Sender sender,
      DestinationGateway gateway,
      Pauses pauses,
      BatchPolicy policy,
      GasPlan gas,
      RetryPolicy retries,
      InstantSource clock) {
    this.store = store;
    this.sender = sender;
    this.gateway = gateway;
    this.pauses = pauses;
    this.policy = policy;
    this.gas = gas;
    this.retries = retries;
    this.clock = clock;
  }

  /** A batch and the checkpoint that it is delivered under. */
  private record Plan(KeptCheckpoint checkpoint, GasPlan.Batch batch, long first) {
    long last() {
      return first + batch.count() - 1;
    }

    long tail() {
      return checkpoint.checkpoint().nonce() - last();
    }
  }

  @Override
  public String name() {
    return "SubmitBatch";
  }

  @Override
  public Step step() {
    Optional<Step> standing = Standstill.of(store.halted(), pauses.lane(store.lane()));
    return standing.orElseGet(this::submit);
  }

  private Step submit() {
    long executed = store.executed().newest().nonce();
    long confirmed = store.delivered().chain().nonce();
    List<Submission> live = store.liveRanges();
    if (executed < confirmed) {
      return new Step.Idle(
          "the destination has gone back from message %d to %d: what was sent comes first"
              .formatted(confirmed, executed));
    }
    return notNow(live).orElseGet(() -> submitAfter(Math.max(executed, endOf(live)), live.size()));
  }

  private Optional<Step> notNow(List<Submission> live) {
    return live.stream()
        .filter(submission -> !submission.signer().equals(sender.signer()))
        .findFirst()
        .<Step>map(other ->
            new Step.Idle(other + " is under way, and two signers' transactions have no order"))
        .or(() -> tooMany(live.size()));
  }

  private Optional<Step> tooMany(int live) {
    int open = sender.openCount();
    return live < policy.rangesMax() && open < policy.openMax()
        ? Optional.empty()
        : Optional.of(
            new Step.Idle("%d ranges are under way, %d transactions open".formatted(live, open)));
  }

  private static long endOf(List<Submission> live) {
    return live.stream()
        .flatMap(submission -> submission.range().stream())
        .mapToLong(Intent.Deliver::last)
        .max()
        .orElse(0);
  }

  /**
   * Plans what comes next.
   *
   * @param start the last message that will have been executed before
   */
  private Step submitAfter(long start, int live) {
    Reverts reverts = store.reverts(start + 1);
    Instant due = due(reverts);
    if (clock.instant().isBefore(due)) {
      return new Step.Blocked(
          "deliveries from message %d have reverted %d times, with %s: the next waits until %s"
              .formatted(start + 1, reverts.count(), reverts.last().orElseThrow().revert(), due));
    }
    List<FinalMessage> messages = store.messages(start + 1, policy.messagesMax());
    if (messages.isEmpty()) {
      return new Step.Idle("everything final is executed or under way");
    }
    GasPlan suited = reverts.count() == 0 ? gas : gas.cautious();
    Optional<Plan> plan = plan(messages, gateway.epochs().accepted(), suited);
    return plan.map(ready -> submit(ready, messages, suited, live))
        .orElseGet(() -> new Step.Idle("message %d waits for a checkpoint".formatted(start + 1)));
  }

  private Instant due(Reverts reverts) {
    return reverts
        .last()
        .map(last -> last.at().plus(retries.delay(reverts.count())))
        .orElse(Instant.MIN);
  }

  /**
   * The furthest checkpoint whose rest, behind what fits, is not too long to be given as hashes.
   */
  private Optional<Plan> plan(List<FinalMessage> messages, Set<Long> epochs, GasPlan suited) {
    long start = messages.getFirst().nonce() - 1;
    long reach = start + messages.size() + GasPlan.TAIL_MAX;
    Optional<KeptCheckpoint> checkpoint = store.furthest(epochs, start, reach);
    while (checkpoint.isPresent()) {
      Plan plan = under(checkpoint.get(), messages, suited);
      if (plan.tail() <= GasPlan.TAIL_MAX) {
        return Optional.of(plan);
      }
      checkpoint = store.furthest(epochs, start, plan.last() + GasPlan.TAIL_MAX);
    }
    return Optional.empty();
  }

  private Plan under(KeptCheckpoint checkpoint, List<FinalMessage> messages, GasPlan suited) {
    long covered = checkpoint.checkpoint().nonce() - messages.getFirst().nonce() + 1;
    List<FinalMessage> within = messages.subList(0, (int) Math.min(covered, messages.size()));
    GasPlan.Batch batch =
        suited.plan(
            within.stream().map(FinalMessage::message).toList(), parked(checkpoint, within));
    return new Plan(checkpoint, batch, messages.getFirst().nonce());
  }

  private IntPredicate parked(KeptCheckpoint checkpoint, List<FinalMessage> messages) {
    Set<Long> held = Set.copyOf(checkpoint.checkpoint().holds().nonces());
    long now = clock.instant().getEpochSecond();
    return index -> {
      FinalMessage message = messages.get(index);
      long deadline = message.message().deadline();
      return held.contains(message.nonce()) || (deadline != Message.NO_DEADLINE && deadline < now);
    };
  }

  private Step submit(Plan plan, List<FinalMessage> messages, GasPlan suited, int live) {
    if (plan.batch().count() == 0) {
      return new Step.Blocked(
          "message %d does not fit a transaction of %d gas: allow more"
              .formatted(plan.first(), suited.gasMax()));
    }
    boolean full = plan.batch().full() || plan.batch().count() == policy.messagesMax();
    Duration waiting = Duration.between(messages.getFirst().finalSince(), clock.instant());
    if (!policy.isWorthSending(full, waiting, live)) {
      return new Step.Idle(
          "%d messages wait for more to join them".formatted(plan.batch().count()));
    }
    KeptCheckpoint checkpoint = plan.checkpoint();
    return sender.send(
        new Intent.Deliver(store.lane(), plan.first(), plan.last(), checkpoint.digest()),
        new GatewayCall.Deliver(checkpoint, plan.first(), plan.batch().runs(), tail(plan)),
        suited.gasLimit(plan.batch(), (int) plan.tail()));
  }

  private List<Hash32> tail(Plan plan) {
    return plan.tail() == 0
        ? List.of()
        : store.messages(plan.last() + 1, (int) plan.tail()).stream()
            .map(FinalMessage::messageHash)
            .toList();
  }
}
