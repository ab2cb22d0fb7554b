package io.lockstep.app.demo;

import static io.lockstep.app.testnet.CollateralTerms.units;

import io.lockstep.app.coordination.PanelOutcome;
import io.lockstep.app.testnet.Batch;
import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.CollateralTerms;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.attesters.AttesterSite;
import io.lockstep.app.testnet.attesters.LocalAttesters;
import io.lockstep.app.testnet.attesters.NetworkedQuorum.Vouched;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.chain.collateral.TokenView;
import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Ruling;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the demo shows, in order: collateral that is locked on one chain, credited and minted on the
 * other and released back; a transfer over its cap, which is parked and retried in the next window;
 * an attester that is killed; a transfer that others hold and their operators rule on; one that
 * comes too late and is refunded; the attester that comes back. Then it tries to break the
 * promises, and draws up the balance. Every signature that moves something comes from the
 * attesters.
 */
final class Story {

  private static final Duration WINDOW = Duration.ofHours(1);

  /** The shortest deadline that a gateway takes is ten minutes. */
  private static final Duration DEADLINE = Duration.ofMinutes(20);

  private final TwoChains chains;
  private final CollateralLanes lanes;
  private final LocalAttesters attesters;
  private final Narrator narrator;

  /** What was signed of everything that was delivered. */
  private final List<Hash32> delivered = new ArrayList<>();

  private long parked;
  private int references;

  Story(TwoChains chains, LocalAttesters attesters, Narrator narrator) {
    this.chains = chains;
    this.lanes = chains.collateral();
    this.attesters = attesters;
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
    Identifier killed = killAnAttester();
    holdAndRule(killed);
    long voided = expireAndRefund();
    Early early = startAgain(killed);
    return check(batch, voided, early);
  }

  /**
   * A batch that waits to be delivered.
   *
   * @param asked what the attesters said before it was final
   */
  private record Early(PanelOutcome<FinishedCheckpoint> asked, Batch waiting) {}

  private void openTheLanes() {
    narrator.chapter("HELLO: each end tells the other what it accepts; applications wait for it");
    for (Direction direction : chains.directions()) {
      deliver(direction, "HELLO of " + direction.source().name() + " delivered");
    }
  }

  private Batch creditAndMint() {
    narrator.chapter("Collateral is locked on chain A and becomes margin or tokens on chain B");
    for (int i = 1; i <= 4; i++) {
      lock(CollateralKind.CREDIT, 25_000L * i);
    }
    lock(CollateralKind.MINT, 40_000);
    lock(lanes.assetByStandard(), CollateralKind.CREDIT, 30_000, Message.NO_DEADLINE);
    Batch batch = deliver(lanes.out(), "6 transfers in one batch, one signature");
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
    deliver(lanes.home(), "2 releases in one batch: the vault pays the receiver");
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

  private Identifier killAnAttester() {
    narrator.chapter("One attester is killed, and nothing waits for it");
    Identifier last = attesters.sites().getLast().self();
    attesters.kill(last);
    narrator.step(
        "attester %s is gone, without a word to anybody; %d of %d are left, and %d are enough"
            .formatted(
                last,
                attesters.sites().size() - 1,
                attesters.sites().size(),
                attesters.key().threshold()));
    return last;
  }

  private void holdAndRule(Identifier absent) {
    narrator.chapter("Two attesters suspect a transfer: it is held, then ruled on");
    narrator.step(HoldLimits.describe(lanes));
    chains.advanceTime(untilNextWindow());
    long held = lock(CollateralKind.CREDIT, HoldLimits.SUSPECT);
    lock(CollateralKind.CREDIT, 6_000);
    deliver(lanes.out(), "2 transfers, of which attesters 1 and 2 hold one");
    narrator.step("transfer %d is %s".formatted(held, stands(held)));
    Ruling ruling = lanes.out().ruling(held, Decision.DELIVER);
    for (AttesterSite site : attesters.sites()) {
      if (!site.self().equals(absent)) {
        attesters.rule(
            site.self(), lanes.lane(), held, Decision.DELIVER, "the holder was asked by telephone");
      }
    }
    narrator.step("the operators of the three decide, each for its own attester: deliver");
    narrator.step(
        "transfer %d ruled to be delivered".formatted(held),
        lanes.out().rule(ruling, attesters.quorum().rule(lanes.out(), ruling)));
  }

  private long expireAndRefund() {
    narrator.chapter("A transfer that comes too late is voided, and its holder is refunded");
    BigInteger before = lanes.collateral(lanes.asset()).balanceOf(lanes.holder());
    long late = lock(lanes.asset(), CollateralKind.CREDIT, 12_000, deadline());
    chains.advanceTime(DEADLINE.plusMinutes(1));
    narrator.step("%d minutes pass on both chains".formatted(DEADLINE.toMinutes() + 1));
    deliver(lanes.out(), "1 transfer, past its deadline");
    narrator.step("transfer %d is %s".formatted(late, stands(late)));
    narrator.step(
        "transfer %d voided by a passer-by".formatted(late), lanes.out().voidMessage(late));
    deliver(lanes.home(), "the void itself comes home, and the vault refunds");
    BigInteger missing = before.subtract(lanes.collateral(lanes.asset()).balanceOf(lanes.holder()));
    narrator.step("the holder misses %s".formatted(text(missing)));
    return late;
  }

  private Early startAgain(Identifier killed) {
    narrator.chapter("The attester that was killed is started again, and signs again");
    attesters.start(killed);
    attesters.awaitReady();
    narrator.step(
        "attester %s asked its peers what they last heard of it; its own ledger is no shorter"
            .formatted(killed));
    lock(CollateralKind.CREDIT, 1_000);
    PanelOutcome<FinishedCheckpoint> asked = attesters.quorum().ask(lanes.out());
    narrator.step("asked before its block is final, nobody signs it");
    Set<Identifier> three =
        attesters.sites().stream()
            .map(AttesterSite::self)
            .skip(attesters.sites().size() - attesters.key().threshold())
            .collect(Collectors.toSet());
    Vouched vouched = attesters.only(three).next(lanes.out());
    narrator.step(
        "when two blocks lie above it, attesters %s sign it".formatted(named(vouched.signers())));
    return new Early(asked, vouched.batch());
  }

  private Ending check(Batch executed, long voided, Early early) {
    narrator.chapter("What must not be possible is tried");
    Batch waiting = early.waiting();
    PromiseChecks checks = new PromiseChecks(chains);
    narrator.step(
        "what needs a forged signature is signed by shares that this process kept, as a thief would");
    Optional<String> pause = checks.pause(waiting);
    List<Optional<String>> provenance = checks.provenance(waiting);
    List<Optional<String>> quorum = checks.quorum(waiting);
    List<Optional<String>> caps = checks.caps();
    // Asked of all again, so that all are told of it and serve it.
    deliver(lanes.out(), "the batch of those attempts, as it should be");
    AttesterChecks vouching = AttesterChecks.of(chains, attesters);
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
            Promise.of(
                "I5",
                "nothing signed before it is final",
                vouching.finality(early.asked(), delivered)),
            Promise.of("I6", "no attester contradicts the log or another", vouching.equivocation()),
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

  /** Waits until it is final and signed. */
  private Batch deliver(Direction direction, String what) {
    Vouched vouched = attesters.quorum().next(direction);
    Batch batch = vouched.batch();
    Receipt receipt = direction.deliver(batch);
    delivered.add(batch.checkpoint().digest(direction.domain()));
    parked +=
        GatewayEvents.in(receipt, direction.destination().gateway()).stream()
            .filter(event -> event instanceof GatewayEvent.MessageParked)
            .count();
    narrator.step(
        "%s  %s; signed by %s".formatted(direction, what, named(vouched.signers())), receipt);
    return batch;
  }

  private static String named(List<Identifier> signers) {
    return signers.stream().map(Identifier::toString).collect(Collectors.joining(", "));
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
