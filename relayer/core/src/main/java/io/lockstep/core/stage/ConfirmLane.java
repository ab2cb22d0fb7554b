package io.lockstep.core.stage;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.delivery.Delivered;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.OutcomeEvent;
import io.lockstep.core.domain.delivery.OutcomePage;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.policy.PairCheck;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.DestinationLog;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import java.util.Optional;

/**
 * Stage 6: moves how far a lane is delivered, by what is proven of its destination, and ends what
 * was under way for it. Then it reads what became of messages that were not simply delivered.
 */
public final class ConfirmLane implements Stage {
  private final DeliveryStore store;
  private final OutcomeStore outcomes;
  private final DestinationLog log;

  public ConfirmLane(DeliveryStore store, OutcomeStore outcomes, DestinationLog log) {
    this.store = store;
    this.outcomes = outcomes;
    this.log = log;
  }

  @Override
  public String name() {
    return "ConfirmLane";
  }

  @Override
  public Step step() {
    Optional<String> halted = store.halted();
    if (halted.isPresent()) {
      return new Step.Halted(halted.get());
    }
    Executed executed = store.executed();
    if (check(executed.atFinality()) instanceof PairCheck.Contradicts(String what)) {
      store.haltPair(new Incident(Incident.Kind.PAIR_CONTRADICTED, what));
      return new Step.Halted(what);
    }
    // Above finality it may be the provider's invention, which finality will disprove.
    if (check(executed.newest()) instanceof PairCheck.Contradicts(String what)) {
      return new Step.Blocked("not final yet: " + what);
    }
    Delivered now = delivered(executed.newest());
    Delivered before = store.delivered();
    return now.equals(before) && !endsSomething(executed)
        ? readOutcomes()
        : confirm(now, before, executed);
  }

  private PairCheck check(LaneHead executed) {
    return PairCheck.of(executed, store.head(executed.nonce()));
  }

  private Delivered delivered(LaneHead newest) {
    return new Delivered(Math.min(newest.nonce(), store.finalHead().nonce()), newest);
  }

  // What was executed

  private boolean endsSomething(Executed executed) {
    return store.liveRanges().stream()
        .anyMatch(live -> isSpent(live, executed) || isIneffective(live, executed));
  }

  private static boolean isSpent(Submission live, Executed executed) {
    return lastOf(live) <= executed.newest().nonce();
  }

  private static boolean isIneffective(Submission live, Executed executed) {
    return live.transaction() instanceof TransactionState.Final(var receipt)
        && receipt.block().number() <= executed.finalBlock().number()
        && lastOf(live) > executed.atFinality().nonce();
  }

  private static long lastOf(Submission live) {
    return live.range().orElseThrow().last();
  }

  private Step confirm(Delivered now, Delivered before, Executed executed) {
    store.confirm(now, executed, regress(now, before));
    return new Step.Moved(
        "delivered through message %d, the destination is at %d"
            .formatted(now.nonce(), now.chain().nonce()));
  }

  private static Optional<Incident> regress(Delivered now, Delivered before) {
    return now.chain().nonce() >= before.chain().nonce()
        ? Optional.empty()
        : Optional.of(
            new Incident(
                Incident.Kind.DELIVERY_REGRESSED,
                "the destination is at message %d, and was at %d: what was sent for them is waited for and sent again"
                    .formatted(now.chain().nonce(), before.chain().nonce())));
  }

  // What became of single messages

  private Step readOutcomes() {
    long from = outcomes.readThrough() + 1;
    OutcomePage page = log.read(from);
    if (page.through() < from) {
      return new Step.Idle("everything executed is confirmed");
    }
    Optional<OutcomeEvent> foreign = page.events().stream().filter(this::isAhead).findFirst();
    if (foreign.isPresent()) {
      return new Step.Idle(
          "message %d has an outcome, and is not final here yet".formatted(foreign.get().nonce()));
    }
    Optional<OutcomeEvent> impossible =
        page.events().stream().filter(this::isOfAnother).findFirst();
    if (impossible.isPresent()) {
      return turn(impossible.get());
    }
    outcomes.keep(page);
    return page.events().isEmpty()
        ? new Step.Idle("nothing but deliveries through block " + page.through())
        : new Step.Moved("%d outcomes of messages".formatted(page.events().size()));
  }

  private boolean isAhead(OutcomeEvent event) {
    return event.nonce() > store.finalHead().nonce();
  }

  /** Whether it tells of another message than the one that our own log holds at its nonce. */
  private boolean isOfAnother(OutcomeEvent event) {
    return messageHash(event).filter(told -> !told.equals(own(event.nonce()))).isPresent();
  }

  private static Optional<Hash32> messageHash(OutcomeEvent event) {
    return switch (event) {
      case OutcomeEvent.Parked parked -> Optional.of(parked.messageHash());
      case OutcomeEvent.Voided voided -> Optional.of(voided.messageHash());
      case OutcomeEvent.DeliveredLate _, OutcomeEvent.Ruled _, OutcomeEvent.VoidAppended _ ->
          Optional.empty();
    };
  }

  private Hash32 own(long nonce) {
    return store.messages(nonce, 1).getFirst().messageHash();
  }

  private Step turn(OutcomeEvent event) {
    String what =
        "outcome of message %d: found hash %s at %s, expected %s as our own log has it"
            .formatted(
                event.nonce(),
                messageHash(event).orElseThrow(),
                event.place().block(),
                own(event.nonce()));
    log.turnFromCurrent(what);
    return new Step.Blocked(what);
  }
}
