package io.lockstep.chain.deploy.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lockstep.chain.TestQuorum;
import io.lockstep.chain.collateral.Caps;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What collateral needs of its lanes is asked for before anything is deployed. */
class CollateralSettingsTest {

  private static final Channel ONE = new Channel(Keccak256.ofText("one"));
  private static final Channel TWO = new Channel(Keccak256.ofText("two"));
  private static final ChainId A = ChainId.of(1);
  private static final ChainId B = ChainId.of(2);
  private static final ChainId C = ChainId.of(3);
  private static final Address ACCOUNT =
      Address.fromHex("0x00000000000000000000000000000000000000aa");
  private static final Address VAULT =
      Address.fromHex("0x00000000000000000000000000000000000000bb");
  private static final Address LEDGER =
      Address.fromHex("0x00000000000000000000000000000000000000cc");
  private static final Hello LIMITS = new Hello(200_000, 1_024, 200_000);

  private static final LanePairSettings A_B_ONE = pair(ONE, A, B);
  private static final LanePairSettings A_B_TWO = pair(TWO, A, B);
  private static final LanePairSettings B_C_ONE = pair(ONE, B, C);

  private static LanePairSettings pair(Channel channel, ChainId one, ChainId other) {
    return new LanePairSettings(channel, end(one), end(other));
  }

  private static LaneEndSettings end(ChainId chain) {
    return new LaneEndSettings(
        chain, LIMITS, BigInteger.ZERO, List.of(new AllowedSender(ACCOUNT, true)));
  }

  private static AssetSettings asset(int gasLimit) {
    return new AssetSettings(
        ACCOUNT, gasLimit, false, BigInteger.TEN, BigInteger.TEN, BigInteger.TEN, Optional.empty());
  }

  private static CollateralSettings collateral(Channel channel, ChainId vault, ChainId ledger) {
    return new CollateralSettings(channel, vault, ledger, 200_000, List.of(asset(200_000)));
  }

  private static DeploymentSettings settings(CollateralSettings... collateral) {
    return new DeploymentSettings(
        List.of(
            new ChainSettings(A, ACCOUNT, ACCOUNT),
            new ChainSettings(B, ACCOUNT, ACCOUNT),
            new ChainSettings(C, ACCOUNT, ACCOUNT)),
        List.of(A_B_ONE, A_B_TWO, B_C_ONE),
        List.of(collateral),
        TestQuorum.create().keyEpoch(),
        DeploymentSettings.ADMINISTRATION_DELAY);
  }

  private static void assertRefused(String why, CollateralSettings... collateral) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(collateral))
        .withMessageContaining(why);
  }

  private static List<AllowedSender> senders(
      DeploymentSettings settings, LanePairSettings lane, ChainId chain) {
    DeployedChain here =
        new DeployedChain(
            chain, ACCOUNT, ACCOUNT, ACCOUNT, Optional.of(VAULT), Optional.of(LEDGER), 0);
    return settings.senders(lane, here);
  }

  @Test
  void chainsMayBeSharedByManyPairs() {
    DeploymentSettings settings =
        settings(collateral(ONE, A, B), collateral(TWO, B, A), collateral(ONE, B, C));

    assertThat(settings.lockedOn(B)).hasSize(2);
    assertThat(settings.usedOn(B)).hasSize(1);
    assertThat(settings.lockedOn(C)).isEmpty();
  }

  @Test
  void vaultSendsFirstAndPaysAndLedgerPaysNothing() {
    DeploymentSettings settings = settings(collateral(ONE, A, B));
    AllowedSender other = new AllowedSender(ACCOUNT, true);

    assertThat(senders(settings, A_B_ONE, A))
        .containsExactly(new AllowedSender(VAULT, true), other);
    assertThat(senders(settings, A_B_ONE, B))
        .containsExactly(new AllowedSender(LEDGER, false), other);
    assertThat(senders(settings, A_B_TWO, A)).containsExactly(other);
    assertThat(senders(settings, B_C_ONE, B)).containsExactly(other);
  }

  @Test
  void collateralNeedsALaneOfItsOwnChannelAndChains() {
    assertRefused("collateral from chain 2 to chain 3 has no lane pair", collateral(TWO, B, C));
    assertRefused("collateral from chain 1 to chain 3 has no lane pair", collateral(ONE, A, C));
    assertRefused("collateral from chain 1 to chain 1 has no lane pair", collateral(ONE, A, A));
  }

  @Test
  void twoChainsHaveOneChannelForCollateral() {
    assertRefused(
        "collateral from chain 1 to chain 2 is named twice",
        collateral(ONE, A, B),
        collateral(TWO, A, B));
  }

  @Test
  void gasLimitsFitWhatTheOtherEndAccepts() {
    assertRefused(
        "release to chain 1: found gas limit 200001",
        new CollateralSettings(ONE, A, B, 200_001, List.of()));
    assertRefused(
        "transfer of %s to chain 2: found gas limit 200001".formatted(ACCOUNT),
        new CollateralSettings(ONE, A, B, 200_000, List.of(asset(200_001))));
  }

  @Test
  void gasLimitsSufficeForTheDearestPayout() {
    assertRefused(
        "release to chain 1: found gas limit 199999, expected at least 200000",
        new CollateralSettings(ONE, A, B, 199_999, List.of()));
  }

  @Test
  void voidsSufficeForTheDearestRefund() {
    LaneEndSettings sparing =
        new LaneEndSettings(A, new Hello(200_000, 1_024, 199_999), BigInteger.ZERO, List.of());
    LanePairSettings lane = new LanePairSettings(ONE, sparing, end(B));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CollateralRules.check(List.of(collateral(ONE, A, B)), List.of(lane)))
        .withMessageContaining(
            "refund by a void to chain 1: found gas limit 199999, expected at least 200000");
  }

  @Test
  void assetsAreNamedOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new CollateralSettings(ONE, A, B, 200_000, List.of(asset(200_000), asset(1))))
        .withMessageContaining("is named twice");
  }

  @Test
  void figuresFitTheContracts() {
    BigInteger tooHigh = Caps.MAX.add(BigInteger.ONE);
    for (BigInteger cap : List.of(BigInteger.ZERO, tooHigh)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new AssetSettings(
                  ACCOUNT, 1, false, BigInteger.ONE, BigInteger.ONE, cap, Optional.empty()))
          .withMessageContaining("found ledger cap " + cap);
    }
    for (int gasLimit : List.of(0, 1 << 24)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> asset(gasLimit))
          .withMessageContaining("found gas limit " + gasLimit);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenSettings("Token", "TKN", 256))
        .withMessageContaining("found 256 decimals");
  }
}
