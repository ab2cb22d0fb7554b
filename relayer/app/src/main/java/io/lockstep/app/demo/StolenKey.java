package io.lockstep.app.demo;

import io.lockstep.app.testnet.Batch;
import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.Direction;
import io.lockstep.chain.collateral.Route;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChain.Snapshot;
import io.lockstep.chain.transaction.TransactionOutcome;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.RouteKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What somebody could do who had stolen t shares: sign releases that nobody asked for. */
record StolenKey(CollateralLanes lanes) {

  private static final long GAS_LIMIT = 300_000;

  static StolenKey of(CollateralLanes lanes) {
    return new StolenKey(lanes);
  }

  /**
   * Forges two releases, one of all that may leave in this window and one of a single unit more. It
   * is taken back afterwards, as a forged message would part the ends of the lane for ever.
   */
  Optional<String> paysNoMoreThanTheCap() {
    LocalChain chain = lanes.home().destination().chain();
    Snapshot before = chain.snapshot();
    BigInteger paidBefore = lanes.collateral(lanes.asset()).balanceOf(lanes.receiver());
    Route route = lanes.route(lanes.asset());
    BigInteger most = route.payoutCap().subtract(route.paidInWindow()).min(route.locked());
    TransactionOutcome outcome = deliver(List.of(forged(most), forged(BigInteger.ONE)));
    BigInteger stolen =
        lanes.collateral(lanes.asset()).balanceOf(lanes.receiver()).subtract(paidBefore);
    chain.revert(before);
    if (!(outcome instanceof TransactionOutcome.Included)) {
      return Optional.of("a forged release could not be tried: " + outcome);
    }
    return stolen.equals(most)
        ? Optional.empty()
        : Optional.of(
            "with t shares stolen: found %s paid out, expected %s".formatted(stolen, most));
  }

  private Message forged(BigInteger amount) {
    CollateralPayload payload =
        new CollateralPayload(
            CollateralKind.RELEASE,
            lanes.asset(),
            lanes.receiver(),
            amount,
            lanes.receiver(),
            Hash32.ZERO);
    io.lockstep.protocol.Route way =
        new io.lockstep.protocol.Route(RouteKind.BATCH, lanes.ledger(), lanes.vault(), GAS_LIMIT);
    return new Message(way, Message.NO_DEADLINE, payload.encode());
  }

  private TransactionOutcome deliver(List<Message> forged) {
    Direction home = lanes.home();
    LaneHead executed = home.executed();
    LaneHead last = executed;
    for (Message message : forged) {
      last = last.append(message);
    }
    Checkpoint checkpoint =
        new Checkpoint(
            home.lane(),
            executed.nonce(),
            last.nonce(),
            last.head(),
            Holds.NONE,
            Direction.KEY_EPOCH);
    Batch batch =
        new Batch(
            checkpoint,
            home.quorum().sign(checkpoint.digest(home.domain())),
            executed.nonce() + 1,
            forged);
    return home.destination().passerBy().send(batch.deliveryTo(home.destination().calls()));
  }
}
