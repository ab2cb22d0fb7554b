package io.lockstep.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalChainTest {

  private static final Address SOMEBODY =
      Address.fromHex("0x00000000000000000000000000000000000000aa");

  static Stream<LocalChainSettings> kinds() {
    return Stream.of(AnvilSettings.of(41), GanacheSettings.of(1338));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answersAsTheChainThatWasAskedFor(LocalChainSettings settings) {
    try (LocalChain chain = LocalChain.start(settings)) {
      assertThat(chain.connection().chainId()).isEqualTo(settings.chainId());
      assertThat(chain.latest().balance(chain.account(9).address()))
          .isEqualTo(BigInteger.TEN.pow(18 + 4));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void bendsTimeBlocksAndBalances(LocalChainSettings settings) {
    try (LocalChain chain = LocalChain.start(settings)) {
      long before = chain.latest().block().number();
      Instant then = chain.latest().block().time();
      LocalChain.Snapshot snapshot = chain.snapshot();

      chain.mine(3);
      chain.advanceTime(Duration.ofDays(2));
      assertThat(chain.latest().block().number()).isEqualTo(before + 4);
      assertThat(chain.latest().block().time()).isAfterOrEqualTo(then.plus(Duration.ofDays(2)));

      chain.setBalance(SOMEBODY, BigInteger.TWO);
      assertThat(chain.latest().balance(SOMEBODY)).isEqualTo(BigInteger.TWO);

      chain.revert(snapshot);

      assertThat(chain.latest().block().number()).isEqualTo(before);
      assertThat(chain.latest().balance(SOMEBODY)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isGoneWhenClosed(LocalChainSettings settings) throws Exception {
    LocalChain chain = LocalChain.start(settings);
    List<ProcessHandle> processes = chain.processes();

    chain.close();

    assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
    for (ProcessHandle process : processes) {
      process.onExit().get(5, TimeUnit.SECONDS);
    }
    assertThat(chain.output()).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saysInOneLineThatItsPortIsTaken(LocalChainSettings settings) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      LocalChainSettings wanted =
          switch (settings) {
            case AnvilSettings anvil -> anvil.withPort(port);
            case GanacheSettings ganache -> ganache.withPort(port);
          };

      assertThatThrownBy(() -> LocalChain.start(wanted))
          .isInstanceOfSatisfying(
              ChainException.class, e -> assertThat(e.code()).isEqualTo(Code.PORT_TAKEN))
          .hasMessageContaining("port " + port + " is taken")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void listensOnThePortThatWasAskedFor() {
    int port = LocalPort.findFree();
    try (LocalChain chain = LocalChain.start(AnvilSettings.of(41).withPort(port))) {
      assertThat(chain.endpoint().uri().getPort()).isEqualTo(port);
    }
  }

  @Test
  void saysWhatTheProgramSaidWhenItCannotStart() {
    AnvilSettings unknown = AnvilSettings.of(41).withHardfork("atlantis");

    assertThatThrownBy(() -> LocalChain.start(unknown))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.code()).isEqualTo(Code.LOCAL_CHAIN_FAILED))
        .hasMessageContaining("atlantis");
  }

  @Test
  void takesBaseFeeAndFinalityFromTheSettings() {
    BigInteger baseFee = BigInteger.valueOf(7_000_000_000L);
    AnvilSettings settings = AnvilSettings.of(41).withBaseFee(baseFee).withBlocksToFinality(2);
    try (LocalChain chain = LocalChain.start(settings)) {
      assertThat(chain.latest().block().baseFee()).contains(baseFee);

      chain.mine(5);

      assertThat(chain.connection().ask("eth_getBlockByNumber", "finalized", false).at("/number"))
          .hasToString("\"0x3\"");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Timeout(20)
  void makesBlocksByTheClockIfAsked(LocalChainSettings settings) {
    Mining everySecond = new Mining.Every(Duration.ofSeconds(1));
    LocalChainSettings ticking =
        switch (settings) {
          case AnvilSettings anvil -> anvil.withMining(everySecond);
          case GanacheSettings ganache -> ganache.withMining(everySecond);
        };
    try (LocalChain chain = LocalChain.start(ticking)) {
      long before = chain.latest().block().number();
      while (chain.latest().block().number() == before) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void transactionsWaitWhileMiningIsStopped() {
    for (LocalChainSettings settings : kinds().toList()) {
      try (LocalChain chain = LocalChain.start(settings)) {
        long before = chain.latest().block().number();
        chain.stopMining();
        String hash =
            chain
                .connection()
                .ask(
                    "eth_sendTransaction",
                    Map.of(
                        "from", chain.account(0).address().toString(), "to", SOMEBODY.toString()))
                .stringValue();
        assertThat(chain.connection().ask("eth_getTransactionReceipt", hash).isNull()).isTrue();
        assertThat(chain.latest().block().number()).isEqualTo(before);

        chain.startMining();

        assertThat(chain.connection().ask("eth_getTransactionReceipt", hash).isNull()).isFalse();
      }
    }
  }

  @Test
  void twoChainsLiveSideBySide() {
    try (LocalChain left = LocalChain.start(AnvilSettings.of(1));
        LocalChain right = LocalChain.start(AnvilSettings.of(2))) {
      assertThat(left.connection().chainId()).isEqualTo(ChainId.of(1));
      assertThat(right.connection().chainId()).isEqualTo(ChainId.of(2));
    }
  }
}
