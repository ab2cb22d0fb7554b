package io.lockstep.app.deliver;

import io.lockstep.app.CliException;
import io.lockstep.chain.contract.RevertReason;
import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.gateway.InboundLane;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.chain.transaction.Simulation;
import io.lockstep.chain.transaction.TransactionOutcome;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.util.Optional;

/** Delivers to the destination's gateway, one transaction after the other. */
final class Carrier {
  private final ChainConnection destination;
  private final Lane lane;
  private final TransactionSender sender;
  private final BatchLimits limits;

  Carrier(ChainConnection destination, Lane lane, TransactionSender sender, BatchLimits limits) {
    this.destination = destination;
    this.lane = lane;
    this.sender = sender;
    this.limits = limits;
  }

  private Address gateway() {
    return lane.destination().account();
  }

  /** Where the gateway stands. */
  LaneHead executed() {
    return new GatewayView(ChainState.latest(destination), gateway())
        .findInboundLane(lane.id())
        .map(InboundLane::head)
        .orElseThrow(() ->
            CliException.permanent(
                "gateway %s on %s: found no lane %s, expected it open"
                    .formatted(gateway(), destination, lane.id())));
  }

  /** Delivers all of it, or as far as is wanted. */
  void carry(Stretch stretch, long through, DeliveryNews news) {
    long now = stretch.executed().nonce();
    Optional<NextBatch> next = stretch.next(now, through, limits);
    while (next.isPresent()) {
      now = deliver(next.get(), now, news);
      next = stretch.next(now, through, limits);
    }
  }

  /** What the first transaction would do; what comes after it depends on it. */
  void rehearse(Stretch stretch, long through, DeliveryNews news) {
    Optional<NextBatch> next = stretch.next(stretch.executed().nonce(), through, limits);
    next.ifPresent(batch -> {
      switch (Simulation.of(destination, sender.address(), batch.deliveryTo(calls()))) {
        case Simulation.Succeeds(long gasLimit) -> news.wouldDeliver(batch, gasLimit);
        case Simulation.Reverts(RevertReason reason) ->
            throw new TransactionOutcome.Rejected(reason).failed(purpose(batch));
      }
    });
  }

  private GatewayCalls calls() {
    return new GatewayCalls(gateway());
  }

  private static String purpose(NextBatch batch) {
    return "delivery of messages %d to %d".formatted(batch.first(), batch.last());
  }

  /**
   * Delivers one batch.
   *
   * @return what the gateway has executed now, whoever delivered it
   */
  private long deliver(NextBatch batch, long now, DeliveryNews news) {
    TransactionOutcome outcome = sender.send(batch.deliveryTo(calls()));
    if (outcome instanceof TransactionOutcome.Included(Receipt receipt)) {
      Delivered delivered = Delivered.of(receipt, gateway());
      news.delivered(delivered);
      return requireBeyond(delivered.last(), now, batch);
    }
    long executed = executed().nonce();
    if (executed < batch.last()) {
      throw outcome.failed(purpose(batch));
    }
    news.deliveredByOthers(batch, executed);
    return executed;
  }

  private static long requireBeyond(long executed, long before, NextBatch batch) {
    if (executed <= before) {
      throw CliException.temporary(
          "%s: found a receipt without them, expected one that executes them"
              .formatted(purpose(batch)));
    }
    return executed;
  }
}
