package io.lockstep.app.demo;

import static io.lockstep.app.testnet.CollateralTerms.units;

import io.lockstep.app.testnet.Batch;
import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.CollateralTerms;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LocalQuorum;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.chain.collateral.TokenView;
import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Message;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the demo shows, in order: collateral that is locked on one chain, credited and minted on the
 * other and released back; a transfer over its cap, which is parked and retried in the next window;
 * one that the quorum holds and rules on; one that comes too late and is refunded. Then it tries to
 * break the promises, and draws up the balance.
 */
final class Story {

  private static final Duration WINDOW = Duration.ofHours(1);

  /** The shortest deadline that a gateway takes is ten minutes. */
  private static final Duration DEADLINE = Duration.ofMinutes(20);

  private final TwoChains chains;
  private final CollateralLanes lanes;
  private final Narrator narrator;
  private long parked;
  private int references;

  Story(TwoChains chains, Narrator narrator) {
    this.chains = chains;
    this.lanes = chains.collateral();
    this.narrator = narrator;
  }

  /** How it ended. */
  record Ending(Tally tally, List<Promise> promises) {

    boolean held() {
      return tally.isComplete() && promises.stream().allMatch(Promise::held);
    }
  }

  Ending tell() {
    openTheLanes();
    Batch batch = creditAndMint();
    releaseAndRedeem();
    exceedTheCapAndRetry();
    loseAnAttester();
    holdAndRule();
    long voided = expireAndRefund();
    return check(batch, voided);
  }

  private void openTheLanes() {
    narrator.chapter("HELLO: each end tells the other what it accepts; applications wait for it");
    for (Direction direction : chains.directions()) {
      deliver(direction, Holds.NONE, "HELLO of " + direction.source().name() + " delivered");
    }
  }

  private Batch creditAndMint() {
    narrator.chapter("Collateral is locked on chain A and becomes margin or tokens on chain B");
    for (int i = 1; i <= 4; i++) {
      lock(CollateralKind.CREDIT, 25_000L * i);
    }
    lock(CollateralKind.MINT, 40_000);
    lock(lanes.assetByStandard(), CollateralKind.CREDIT, 30_000, Message.NO_DEADLINE);
    Batch batch = deliver(lanes.out(), Holds.NONE, "6 transfers in one batch, one signature");
    narrator.step(
        "the trader has %s of margin and %s"
            .formatted(text(lanes.creditOf(lanes.asset(), lanes.trader())), minted()));
    return batch;
  }

  private void releaseAndRedeem() {
    narrator.chapter("What is not needed any more goes home: margin released, tokens redeemed");
    narrator.step(
        "trader asks for 60,000 of margin to be released",
        lanes.byTrader(lanes.release(units(60_000), reference())).receiptOf("release"));
    narrator.step(
        "trader redeems 15,000 of tokens",
        lanes.byTrader(lanes.redeem(units(15_000), reference())).receiptOf("redeem"));
    deliver(lanes.home(), Holds.NONE, "2 releases in one batch: the vault pays the receiver");
    narrator.step(
        "the receiver has %s"
            .formatted(text(lanes.collateral(lanes.asset()).balanceOf(lanes.receiver()))));
  }

  private void exceedTheCapAndRetry() {
    narrator.chapter("More than the hour's cap: parked, and retried in the next window");
    chains.advanceTime(untilNextWindow());
    narrator.step("both clocks move to the next full hour, in which nothing has moved yet");
    long first = lock(CollateralKind.CREDIT, 300_000);
    long second = lock(CollateralKind.CREDIT, 300_000);
    deliver(
        lanes.out(),
        Holds.NONE,
        "2 transfers, together over the ledger's cap of " + text(CollateralTerms.LEDGER_CAP));
    narrator.step(
        "transfer %d is %s, %d is %s".formatted(first, stands(first), second, stands(second)));
    chains.advanceTime(untilNextWindow());
    narrator.step("both clocks move to the next full hour");
    narrator.step(
        "transfer %d retried by a passer-by".formatted(second), lanes.out().retry(second));
  }

  /** A little beyond it, as the two chains' clocks may differ by seconds. */
  private Duration untilNextWindow() {
    long gone = chains.now().getEpochSecond() % WINDOW.toSeconds();
    return WINDOW.minusSeconds(gone).plusSeconds(30);
  }

  private void loseAnAttester() {
    narrator.chapter("One attester falls silent, and nothing waits for it");
    LocalQuorum quorum = lanes.out().quorum();
    quorum.silence(quorum.members().getLast());
    narrator.step(
        "attester %s answers nobody any more; %d of %d are left, and %d are enough"
            .formatted(
                quorum.members().getLast(),
                quorum.members().size() - 1,
                quorum.members().size(),
                quorum.threshold()));
  }

  private void holdAndRule() {
    narrator.chapter("The quorum suspects a transfer: it is held, then ruled on");
    long held = lock(CollateralKind.CREDIT, 5_000);
    lock(CollateralKind.CREDIT, 6_000);
    deliver(lanes.out(), Holds.of(held), "2 transfers, of which the quorum holds one");
    narrator.step("transfer %d is %s".formatted(held, stands(held)));
    narrator.step(
        "transfer %d ruled to be delivered".formatted(held),
        lanes.out().rule(held, Decision.DELIVER));
  }

  private long expireAndRefund() {
    narrator.chapter("A transfer that comes too late is voided, and its holder is refunded");
    BigInteger before = lanes.collateral(lanes.asset()).balanceOf(lanes.holder());
    long late = lock(lanes.asset(), CollateralKind.CREDIT, 12_000, deadline());
    chains.advanceTime(DEADLINE.plusMinutes(1));
    narrator.step("%d minutes pass on both chains".formatted(DEADLINE.toMinutes() + 1));
    deliver(lanes.out(), Holds.NONE, "1 transfer, past its deadline");
    narrator.step("transfer %d is %s".formatted(late, stands(late)));
    narrator.step(
        "transfer %d voided by a passer-by".formatted(late), lanes.out().voidMessage(late));
    deliver(lanes.home(), Holds.NONE, "the void itself comes home, and the vault refunds");
    BigInteger missing = before.subtract(lanes.collateral(lanes.asset()).balanceOf(lanes.holder()));
    narrator.step("the holder misses %s".formatted(text(missing)));
    return late;
  }

  private Ending check(Batch executed, long voided) {
    narrator.chapter("What must not be possible is tried");
    lock(CollateralKind.CREDIT, 1_000);
    Batch waiting = lanes.out().next(Holds.NONE);
    PromiseChecks checks = new PromiseChecks(chains);
    Optional<String> pause = checks.pause(waiting);
    List<Optional<String>> provenance = checks.provenance(waiting);
    List<Optional<String>> quorum = checks.quorum(waiting);
    List<Optional<String>> caps = checks.caps();
    deliver(lanes.out(), Holds.NONE, "the batch of those attempts, as it should be");
    Transfers out = Transfers.out(lanes);
    Effects effects = Effects.of(lanes);
    Tally tally = Tally.of(out, effects, parked);
    Transfers home = Transfers.home(lanes);
    List<BalanceSheet> sheets =
        lanes.assets().stream()
            .map(asset -> BalanceSheet.of(lanes, asset, out, home, effects))
            .toList();
    List<Promise> promises =
        List.of(
            Promise.of(
                "I1",
                "all that is locked is accounted for",
                sheets.stream().map(BalanceSheet::backing).toList()),
            Promise.of(
                "I2",
                "the vault can pay what it owes",
                sheets.stream().map(BalanceSheet::solvency).toList()),
            Promise.of("I3", "delivered at most once", checks.once(executed, voided, tally)),
            Promise.of("I4", "nothing delivered that was not sent", provenance),
            Promise.of("I8", "nothing moves without the quorum's key", quorum),
            Promise.of("I12", "a pause stops delivery at once", List.of(pause)),
            Promise.of("I13", "even with t shares stolen no more than a cap moves", caps),
            Promise.of(
                "I15",
                "what is locked is what arrived",
                lanes.assets().stream().map(asset -> checks.units(asset, out, effects)).toList()));
    promises.forEach(promise ->
        narrator.step("%-4s %s: %s".formatted(promise.id(), promise.text(), promise.verdict())));
    narrator.chapter("The balance sheet");
    sheets.forEach(sheet -> sheet.tell(narrator));
    return new Ending(tally, promises);
  }

  // Steps

  private long lock(CollateralKind kind, long tokens) {
    return lock(lanes.asset(), kind, tokens, Message.NO_DEADLINE);
  }

  private long lock(Address asset, CollateralKind kind, long tokens, long deadline) {
    BigInteger amount = units(tokens);
    Receipt receipt =
        lanes
            .byHolder(lanes.lock(asset, kind, lanes.trader(), amount, deadline, reference()))
            .receiptOf("lock");
    long nonce = appended(receipt);
    String what = CollateralTerms.text(amount, lanes.collateral(asset).symbol());
    String purpose = kind == CollateralKind.MINT ? "to be minted" : "for margin";
    String way = asset.equals(lanes.asset()) ? "" : ", through ERC-7786";
    narrator.step("transfer %d: %s locked %s%s".formatted(nonce, what, purpose, way), receipt);
    return nonce;
  }

  private long appended(Receipt receipt) {
    return GatewayEvents.in(receipt, lanes.out().source().gateway()).stream()
        .map(Story::nonceOf)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a lock that sent nothing"));
  }

  private static Optional<Long> nonceOf(GatewayEvent event) {
    return event instanceof GatewayEvent.MessageAppended(var _, long nonce, var _)
        ? Optional.of(nonce)
        : Optional.empty();
  }

  private Batch deliver(Direction direction, Holds holds, String what) {
    Batch batch = direction.next(holds);
    Receipt receipt = direction.deliver(batch);
    parked +=
        GatewayEvents.in(receipt, direction.destination().gateway()).stream()
            .filter(event -> event instanceof GatewayEvent.MessageParked)
            .count();
    narrator.step("%s  %s".formatted(direction, what), receipt);
    return batch;
  }

  private String stands(long nonce) {
    return switch (lanes.out().standing(nonce).standing()) {
      case NONE -> "delivered";
      case PARKED -> "parked";
      case HELD -> "held";
      case VOID_PENDING -> "voided, not yet told";
      case VOIDED -> "voided";
    };
  }

  private long deadline() {
    return chains.now().plus(DEADLINE).getEpochSecond();
  }

  private Hash32 reference() {
    references++;
    return Keccak256.ofText("demo transfer " + references);
  }

  private String minted() {
    TokenView minted = lanes.minted(lanes.asset());
    return CollateralTerms.text(minted.balanceOf(lanes.trader()), minted.symbol());
  }

  private String text(BigInteger amount) {
    return CollateralTerms.text(amount, lanes.collateral(lanes.asset()).symbol());
  }
}
