package io.lockstep.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.attesters.AttesterHost;
import io.lockstep.app.testnet.attesters.AttestersGround;
import io.lockstep.app.testnet.attesters.LocalAttesters;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChainSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demo's story on each kind of local chain, with every promise tried: once with attesters that
 * are processes, as in the demo, and once with attesters in this one.
 */
class StoryTest {

  static Stream<Arguments> chains() {
    return Stream.of(
        Arguments.of(
            AnvilSettings.of(TwoChains.CHAIN_A).withHardfork("shanghai"),
            AnvilSettings.of(TwoChains.CHAIN_B),
            AttesterHost.ownProcess()),
        Arguments.of(
            GanacheSettings.of(TwoChains.CHAIN_A),
            GanacheSettings.of(TwoChains.CHAIN_B),
            AttesterHost.thisProcess()));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void endsWithEveryPromiseHeld(LocalChainSettings a, LocalChainSettings b, AttesterHost host) {
    StringWriter told = new StringWriter();
    try (AttestersGround ground =
            AttestersGround.create(TwoChains.THRESHOLD, TwoChains.ATTESTERS, Direction.KEY_EPOCH);
        TwoChains chains =
            TwoChains.start(
                a,
                b,
                TwoChains.Extent.COLLATERAL,
                DeploymentProgress.silent(),
                ground.keys().quorum());
        LocalAttesters attesters =
            ground.start(
                chains,
                host,
                attester -> HoldLimits.policy(attester, chains.collateral().asset()))) {
      attesters.awaitReady();
      Story.Ending ending =
          new Story(chains, attesters, new Narrator(new PrintWriter(told))).tell();

      assertThat(ending.tally()).isEqualTo(new Tally(12, 11, 3, 1, 1, 0, 0));
      assertThat(ending.promises()).allMatch(Promise::held);
      assertThat(ending.promises())
          .extracting(Promise::id)
          .containsExactly("I1", "I2", "I3", "I4", "I5", "I6", "I8", "I12", "I13", "I15");
      assertThat(ending.held()).isTrue();
    }
    assertThat(told.toString()).contains("9 is parked").contains("transfer 10 is held");
  }
}
