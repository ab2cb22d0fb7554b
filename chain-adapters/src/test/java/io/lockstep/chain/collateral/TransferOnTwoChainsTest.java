package io.lockstep.chain.collateral;

import static io.lockstep.chain.deploy.TwoChains.ASSET;
import static io.lockstep.chain.deploy.TwoChains.OTHER_ASSET;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.TestDelivery;
import io.lockstep.chain.TestQuorum;
import io.lockstep.chain.access.AccessManagerCalls;
import io.lockstep.chain.collateral.CollateralEvent.Claimed;
import io.lockstep.chain.collateral.CollateralEvent.Credited;
import io.lockstep.chain.collateral.CollateralEvent.PayoutKept;
import io.lockstep.chain.collateral.CollateralEvent.PayoutsAllowed;
import io.lockstep.chain.collateral.CollateralEvent.PayoutsDenied;
import io.lockstep.chain.collateral.CollateralEvent.Refunded;
import io.lockstep.chain.collateral.CollateralEvent.ReleaseRequested;
import io.lockstep.chain.collateral.CollateralEvent.ReleaseVoided;
import io.lockstep.chain.collateral.CollateralEvent.Released;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.TwoChains;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.chain.transaction.TransactionOutcome;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.MessageId;
import io.lockstep.protocol.Ruling;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collateral between an Anvil and a Ganache, both ways, with everything that may become of it. */
class TransferOnTwoChainsTest {

  /** Of the local accounts, by number. */
  private static final int ACCOUNT = 6;

  private static final Hash32 REFERENCE = Keccak256.ofText("reference");
  private static final Address RECEIVER =
      Address.fromHex("0x00000000000000000000000000000000000004ec");

  @TempDir Path folder;

  @Test
  void collateralTravelsBothWays() {
    try (TwoChains chains = TwoChains.start(AnvilSettings.of(41), GanacheSettings.of(1338))) {
      Deployment deployment = chains.deploy(folder.resolve("deployment.json"));
      Side left = Side.of(chains.left(), deployment);
      Side right = Side.of(chains.right(), deployment);
      Way there = Way.of(chains.quorum(), deployment, left, right);
      Way back = Way.of(chains.quorum(), deployment, right, left);
      there.out().deliver();
      back.out().deliver();

      for (Way way : List.of(there, back)) {
        way.creditAndMint();
        way.creditByStandard();
        way.releaseAndRedeem();
        way.refundWhatIsLate();
        way.voidARelease();
      }
      there.keepAndClaim();
      back.keepAndClaim();
    }
  }

  /** One chain and those who act on it: each account has one sender only. */
  private record Side(
      LocalChain chain,
      DeployedChain deployed,
      TransactionSender relayer,
      TransactionSender holder,
      TransactionSender account) {

    static Side of(LocalChain chain, Deployment deployment) {
      return new Side(
          chain,
          deployment.on(chain.connection().chainId()),
          TwoChains.sender(chain, TwoChains.STRANGER),
          TwoChains.sender(chain, TwoChains.HOLDER),
          TwoChains.sender(chain, ACCOUNT));
    }

    Duration aheadOf(Side other) {
      return Duration.between(other.chain().latest().block().time(), chain.latest().block().time());
    }

    VaultCalls vault() {
      return new VaultCalls(deployed.requireVault());
    }

    VaultView vaultView() {
      return new VaultView(chain.latest(), deployed.requireVault());
    }

    LedgerCalls ledger() {
      return new LedgerCalls(deployed.requireLedger());
    }

    LedgerView ledgerView() {
      return new LedgerView(chain.latest(), deployed.requireLedger());
    }

    TokenView asset() {
      return new TokenView(chain.latest(), ASSET);
    }

    long lastNonce(LaneId outbound) {
      return new GatewayView(chain.latest(), deployed.gateway())
          .findOutboundLane(outbound)
          .orElseThrow()
          .head()
          .nonce();
    }

    List<CollateralEvent> vaultEvents(Receipt receipt) {
      return CollateralEvents.in(receipt, deployed.requireVault());
    }

    List<CollateralEvent> ledgerEvents(Receipt receipt) {
      return CollateralEvents.in(receipt, deployed.requireLedger());
    }
  }

  /** Collateral of one chain, used on the other; driven by hand. */
  private record Way(TestQuorum quorum, Side home, Side away, TestDelivery out, TestDelivery back) {

    static Way of(TestQuorum quorum, Deployment deployment, Side home, Side away) {
      return new Way(
          quorum,
          home,
          away,
          delivery(quorum, deployment, home, away),
          delivery(quorum, deployment, away, home));
    }

    private static TestDelivery delivery(
        TestQuorum quorum, Deployment deployment, Side source, Side destination) {
      return new TestDelivery(
          quorum,
          source.chain(),
          destination.chain(),
          deployment.lane(
              source.deployed().chain(), destination.deployed().chain(), TwoChains.CHANNEL),
          destination.relayer());
    }

    private LaneId lane() {
      return out.id();
    }

    private long lock(CollateralKind kind, long amount, long deadline) {
      return lock(ASSET, kind, amount, deadline);
    }

    private long lock(Address asset, CollateralKind kind, long amount, long deadline) {
      CollateralPayload payload =
          new CollateralPayload(
              kind,
              asset,
              away.account().address(),
              BigInteger.valueOf(amount),
              home.account().address(),
              REFERENCE);
      home.holder()
          .send(
              home.vault().lock(new LockRequest(lane(), payload, deadline), TwoChains.FEE), "lock");
      return home.lastNonce(lane());
    }

    private long release(long amount, Address receiver) {
      Receipt receipt =
          away.account()
              .send(
                  away.ledger()
                      .release(lane(), ASSET, BigInteger.valueOf(amount), receiver, REFERENCE),
                  "release");
      long nonce = away.lastNonce(back.id());
      assertThat(away.ledgerEvents(receipt))
          .containsExactly(
              new ReleaseRequested(
                  back.id(),
                  nonce,
                  away.account().address(),
                  ASSET,
                  receiver,
                  BigInteger.valueOf(amount)));
      return nonce;
    }

    private void assertCredit(long expected) {
      assertThat(away.ledgerView().creditOf(lane(), ASSET, away.account().address()))
          .isEqualTo(expected);
    }

    private void assertLocked(long expected) {
      assertThat(home.vaultView().locked(lane(), ASSET)).isEqualTo(expected);
      assertThat(away.ledgerView().holding(lane(), ASSET).outstanding()).isEqualTo(expected);
    }

    void creditAndMint() {
      home.holder()
          .send(
              new TokenCalls(ASSET).approve(home.deployed().requireVault(), TwoChains.SUPPLY),
              "approve");
      long credited = lock(CollateralKind.CREDIT, 1_000, Message.NO_DEADLINE);
      lock(CollateralKind.MINT, 500, Message.NO_DEADLINE);

      Receipt delivered = out.deliver();

      assertThat(away.ledgerEvents(delivered))
          .containsExactly(
              new Credited(
                  away.account().address(),
                  MessageId.of(lane(), credited),
                  ASSET,
                  BigInteger.valueOf(1_000)));
      assertCredit(1_000);
      assertLocked(1_500);
      Holding holding = away.ledgerView().holding(lane(), ASSET);
      assertThat(holding.credited()).isEqualTo(1_000);
      assertThat(holding.minted()).isEqualTo(500);
      assertThat(minted().balanceOf(away.account().address())).isEqualTo(500);
      assertThat(minted().totalSupply()).isEqualTo(500);
      assertThat(minted().decimals()).isEqualTo(home.asset().decimals());
      assertRoute(1_500);
    }

    /** What moved in the window depends on the clock: an hour may end at any moment. */
    private void assertRoute(long locked) {
      Route found = home.vaultView().findRoute(lane(), ASSET).orElseThrow();
      assertThat(found)
          .isEqualTo(
              new Route(
                  away.deployed().requireLedger(),
                  150_000,
                  /* mintable= */ true,
                  /* erc7786= */ false,
                  BigInteger.valueOf(locked),
                  Caps.asKept(TwoChains.LOCK_CAP),
                  found.lockedInWindow(),
                  Caps.asKept(TwoChains.PAYOUT_CAP),
                  BigInteger.ZERO));
      assertThat(found.lockedInWindow()).isLessThanOrEqualTo(BigInteger.valueOf(locked));
    }

    void creditByStandard() {
      home.holder()
          .send(
              new TokenCalls(OTHER_ASSET).approve(home.deployed().requireVault(), TwoChains.SUPPLY),
              "approve");
      long nonce = lock(OTHER_ASSET, CollateralKind.CREDIT, 30, Message.NO_DEADLINE);

      assertThat(away.ledgerEvents(out.deliver()))
          .containsExactly(
              new Credited(
                  away.account().address(),
                  MessageId.of(lane(), nonce),
                  OTHER_ASSET,
                  BigInteger.valueOf(30)));
      assertThat(home.vaultView().findRoute(lane(), OTHER_ASSET))
          .hasValueSatisfying(route -> assertThat(route.erc7786()).isTrue());
    }

    private TokenView minted() {
      Address token = away.ledgerView().holding(lane(), ASSET).token().orElseThrow();
      return new TokenView(away.chain().latest(), token);
    }

    void releaseAndRedeem() {
      long released = release(400, RECEIVER);
      away.account()
          .send(
              away.ledger().redeem(lane(), ASSET, BigInteger.valueOf(500), RECEIVER, REFERENCE),
              "redeem");

      Receipt delivered = back.deliver();

      assertThat(home.vaultEvents(delivered))
          .containsExactly(
              new Released(lane(), released, RECEIVER, ASSET, BigInteger.valueOf(400)),
              new Released(lane(), released + 1, RECEIVER, ASSET, BigInteger.valueOf(500)));
      assertThat(home.asset().balanceOf(RECEIVER)).isEqualTo(900);
      assertThat(minted().totalSupply()).isZero();
      assertCredit(600);
      assertLocked(600);
    }

    void refundWhatIsLate() {
      Instant now = home.chain().latest().block().time();
      long nonce =
          lock(CollateralKind.CREDIT, 7, now.plus(Duration.ofMinutes(20)).getEpochSecond());
      Message late = out.underWay().getLast();
      // The chains' clocks need not agree, and the first way has moved one of them already.
      away.chain().advanceTime(Duration.ofHours(4).minus(away.aheadOf(home)));
      out.deliver();
      away.relayer()
          .send(
              new GatewayCalls(away.deployed().gateway()).voidMessage(lane(), nonce, late), "void");

      Receipt delivered = back.deliver();

      assertThat(home.vaultEvents(delivered))
          .containsExactly(
              new Refunded(lane(), nonce, home.account().address(), ASSET, BigInteger.valueOf(7)));
      assertThat(home.asset().balanceOf(home.account().address())).isEqualTo(7);
      assertLocked(600);
    }

    void voidARelease() {
      long nonce = release(100, RECEIVER);
      Message held = back.underWay().getLast();
      back.deliver(Holds.of(nonce));
      Ruling ruling =
          new Ruling(back.id(), nonce, held.hash(), Decision.VOID, TestQuorum.KEY_EPOCH);
      DomainSeparator domain = DomainSeparator.of(back.lane().destination());
      home.relayer()
          .send(
              new GatewayCalls(home.deployed().gateway())
                  .rule(ruling, held, quorum.sign(ruling.digest(domain))),
              "ruling");
      assertCredit(500);

      Receipt delivered = out.deliver();

      assertThat(away.ledgerEvents(delivered))
          .containsExactly(
              new ReleaseVoided(
                  back.id(), nonce, away.account().address(), ASSET, BigInteger.valueOf(100)));
      assertCredit(600);
      assertLocked(600);
    }

    void keepAndClaim() {
      TransactionSender owner = home.account();
      BigInteger amount = BigInteger.valueOf(200);
      Receipt denied =
          TwoChains.sender(home.chain(), TwoChains.GUARDIAN)
              .send(home.vault().denyPayouts(owner.address()), "denyPayouts");
      assertThat(home.vaultEvents(denied)).containsExactly(new PayoutsDenied(owner.address()));
      long nonce = release(200, owner.address());

      assertThat(home.vaultEvents(back.deliver()))
          .containsExactly(
              new Released(lane(), nonce, owner.address(), ASSET, amount),
              new PayoutKept(ASSET, owner.address(), amount));
      assertThat(home.vaultView().payoutsDenied(owner.address())).isTrue();
      assertThat(home.vaultView().claimable(ASSET, owner.address())).isEqualTo(amount);
      TransactionRequest claim = home.vault().claim(ASSET, RECEIVER);
      assertThat(owner.send(claim))
          .isInstanceOfSatisfying(
              TransactionOutcome.Rejected.class,
              rejected -> assertThat(rejected.reason().error()).isEqualTo("PayoutDenied"));

      allow(owner.address());

      assertThat(home.vaultEvents(owner.send(claim, "claim")))
          .containsExactly(new Claimed(ASSET, owner.address(), RECEIVER, amount));
      assertThat(home.vaultView().claimable(ASSET, owner.address())).isZero();
      assertLocked(400);
    }

    private void allow(Address account) {
      TransactionSender administrator = TwoChains.sender(home.chain(), TwoChains.ADMINISTRATOR);
      TransactionRequest request = home.vault().allowPayouts(account);
      administrator.send(
          new AccessManagerCalls(home.deployed().accessManager()).schedule(request, Instant.EPOCH),
          "announcement");
      home.chain().advanceTime(DeploymentSettings.ADMINISTRATION_DELAY.plusMinutes(5));
      assertThat(home.vaultEvents(administrator.send(request, "allowPayouts")))
          .containsExactly(new PayoutsAllowed(account));
    }
  }
}
