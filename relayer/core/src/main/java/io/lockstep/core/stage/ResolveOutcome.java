package io.lockstep.core.stage;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.KeptRuling;
import io.lockstep.core.domain.delivery.Outcome;
import io.lockstep.core.domain.delivery.OutcomeEvent.ParkReason;
import io.lockstep.core.domain.delivery.RulingAnswer;
import io.lockstep.core.domain.delivery.Unsettled;
import io.lockstep.core.policy.delivery.GasPlan;
import io.lockstep.core.policy.delivery.RetryPolicy;
import io.lockstep.core.port.Attesters;
import io.lockstep.core.port.DestinationGateway;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.core.port.Pauses;
import io.lockstep.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stage 7: settles what was executed without being delivered. What failed is tried again until its
 * deadline, more and more rarely; what is past its deadline is voided; what policy holds waits for
 * the quorum's ruling; and a void that its sender has not heard of is pushed.
 */
public final class ResolveOutcome implements Stage {
  /** The gateway's HELD_GRACE. */
  static final Duration HELD_GRACE = Duration.ofDays(7);

  private static final int UNSETTLED_PER_STEP_MAX = 100;

  private final OutcomeStore store;
  private final Sender sender;
  private final Attesters attesters;
  private final DestinationGateway gateway;
  private final Pauses pauses;
  private final GasPlan gas;
  private final RetryPolicy retries;
  private final InstantSource clock;

  /** Forgotten in a restart, after which the attesters are asked once more. */
  private final Map<Long, Instant> askedAt = new HashMap<>();

  public ResolveOutcome(
      OutcomeStore store,
      Sender sender,
      Attesters attesters,
      DestinationGateway gateway,
      Pauses pauses,
      GasPlan gas,
      RetryPolicy retries,
      InstantSource clock) {
    this.store = store;
    this.sender = sender;
    this.attesters = attesters;
    this.gateway = gateway;
    this.pauses = pauses;
    this.gas = gas;
    this.retries = retries;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ResolveOutcome";
  }

  @Override
  public Step step() {
    Optional<Step> standing = Standstill.of(store.halted(), pauses.lane(store.lane()));
    return standing.orElseGet(this::resolve);
  }

  private Step resolve() {
    List<Unsettled> due =
        store.unsettled(UNSETTLED_PER_STEP_MAX).stream().filter(this::isDue).toList();
    askedAt.keySet().retainAll(due.stream().map(one -> one.message().nonce()).toList());
    if (due.isEmpty()) {
      return new Step.Idle("no message is due to be settled");
    }
    Instant time = gateway.time();
    return due.stream()
        .flatMap(one -> settle(one, time).stream())
        .findFirst()
        .orElseGet(() ->
            new Step.Idle("%d messages wait for a ruling or a deadline".formatted(due.size())));
  }

  private boolean isDue(Unsettled one) {
    return !clock.instant().isBefore(one.since().plus(retries.delay(one.attempts())));
  }

  /** What can be done with the message now, if anything can. */
  private Optional<Step> settle(Unsettled one, Instant time) {
    return switch (one.outcome()) {
      case Outcome.Parked(ParkReason reason) -> Optional.of(parked(one, reason, time));
      case Outcome.Held() ->
          isPast(one.message(), HELD_GRACE, time)
              ? Optional.of(send(one, Intent.Settle.Kind.VOID))
              : rule(one);
      case Outcome.VoidPending() -> Optional.of(send(one, Intent.Settle.Kind.PUSH));
      case Outcome.Voided _, Outcome.Delivered _ -> Optional.empty();
    };
  }

  private Step parked(Unsettled one, ParkReason reason, Instant time) {
    boolean past = reason == ParkReason.EXPIRED || isPast(one.message(), Duration.ZERO, time);
    return send(one, past ? Intent.Settle.Kind.VOID : Intent.Settle.Kind.RETRY);
  }

  /** By the destination's clock, and strictly, as the gateway has it. */
  private static boolean isPast(FinalMessage message, Duration grace, Instant time) {
    long deadline = message.message().deadline();
    return deadline != Message.NO_DEADLINE && time.getEpochSecond() > deadline + grace.toSeconds();
  }

  private Optional<Step> rule(Unsettled one) {
    long nonce = one.message().nonce();
    Instant now = clock.instant();
    Instant asked = askedAt.getOrDefault(nonce, Instant.MIN);
    if (asked.isAfter(now.minus(retries.first()))) {
      return Optional.empty();
    }
    askedAt.put(nonce, now);
    long epoch = gateway.epochs().signing();
    return switch (attesters.rule(epoch, nonce, one.message().messageHash())) {
      case RulingAnswer.Ruled(KeptRuling ruling) ->
          Optional.of(
              send(
                  one,
                  Intent.Settle.Kind.RULE,
                  new GatewayCall.Rule(ruling, one.message().message())));
      case RulingAnswer.NotRuled _ -> Optional.empty();
    };
  }

  private Step send(Unsettled one, Intent.Settle.Kind kind) {
    GatewayCall.Settle.Kind call =
        switch (kind) {
          case RETRY -> GatewayCall.Settle.Kind.RETRY;
          case VOID -> GatewayCall.Settle.Kind.VOID;
          case PUSH -> GatewayCall.Settle.Kind.PUSH;
          case RULE -> throw new IllegalStateException("a ruling: found none, expected one");
        };
    FinalMessage message = one.message();
    return send(
        one, kind, new GatewayCall.Settle(store.lane(), message.nonce(), message.message(), call));
  }

  private Step send(Unsettled one, Intent.Settle.Kind kind, GatewayCall call) {
    return sender.send(
        new Intent.Settle(store.lane(), one.message().nonce(), kind),
        call,
        gas.settling(one.message().message(), one.attempts()));
  }
}
