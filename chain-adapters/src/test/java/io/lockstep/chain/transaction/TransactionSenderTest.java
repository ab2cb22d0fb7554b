package io.lockstep.chain.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class TransactionSenderTest {

  private static final Address SOMEBODY =
      Address.fromHex("0x00000000000000000000000000000000000000aa");
  private static final TransactionRequest ONE_WEI =
      TransactionRequest.call(SOMEBODY, Bytes.EMPTY).withValue(BigInteger.ONE);

  /** More than a call that is refused at once can use. */
  private static final long PLENTY_OF_GAS = 200_000;

  private final List<LocalChain> chains = new ArrayList<>();

  @BeforeAll
  void start() {
    for (LocalChainSettings settings : List.of(AnvilSettings.of(41), GanacheSettings.of(1338))) {
      chains.add(LocalChain.start(settings));
    }
  }

  @AfterAll
  void stop() {
    chains.forEach(LocalChain::close);
  }

  Stream<LocalChain> chains() {
    return chains.stream();
  }

  private static TransactionSender sender(LocalChain chain) {
    return new TransactionSender(chain.connection(), chain.account(1));
  }

  private static Address deployGateway(TransactionSender sender) {
    Address manager =
        sender
            .send(
                TransactionRequest.creation(
                    Contracts.accessManager().creationData(sender.address())),
                "manager")
            .created()
            .orElseThrow();
    return sender
        .send(TransactionRequest.creation(Contracts.gateway().creationData(manager)), "gateway")
        .created()
        .orElseThrow();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("chains")
  void includesWhatSucceeds(LocalChain chain) {
    BigInteger before = chain.latest().balance(SOMEBODY);

    Receipt receipt = sender(chain).send(ONE_WEI, "a payment");

    assertThat(receipt.gasUsed()).isEqualTo(21_000);
    assertThat(receipt.block()).isEqualTo(chain.latest().block().number());
    assertThat(chain.latest().balance(SOMEBODY)).isEqualTo(before.add(BigInteger.ONE));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("chains")
  void explainsWhatItDoesNotEvenSend(LocalChain chain) {
    TransactionSender sender = sender(chain);
    GatewayAdministration gateway = new GatewayAdministration(deployGateway(sender));
    long nonce = chain.latest().accountNonce(sender.address());

    TransactionOutcome outcome = sender.send(gateway.killKeyEpoch(7));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TransactionOutcome.Rejected.class,
            rejected ->
                assertThat(rejected.reason().text())
                    .isEqualTo("EpochNotActive(found=7, current=0, previous=0)"));
    assertThat(chain.latest().accountNonce(sender.address())).isEqualTo(nonce);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("chains")
  void explainsWhatRevertsInABlock(LocalChain chain) {
    TransactionSender sender = sender(chain);
    GatewayAdministration gateway = new GatewayAdministration(deployGateway(sender));

    TransactionOutcome outcome = sender.send(gateway.killKeyEpoch(7).withGasLimit(PLENTY_OF_GAS));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TransactionOutcome.Reverted.class,
            reverted ->
                assertThat(reverted.reason().text())
                    .isEqualTo("EpochNotActive(found=7, current=0, previous=0)"));
    assertThatThrownBy(() -> outcome.receiptOf("killing epoch 7"))
        .isInstanceOf(TransactionFailed.class)
        .hasMessageContaining("killing epoch 7 reverted in block")
        .hasMessageContaining("EpochNotActive");
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("chains")
  void saysThatTheGasWasNotEnough(LocalChain chain) {
    TransactionSender sender = sender(chain);
    Address gateway = deployGateway(sender);

    TransactionOutcome outcome =
        sender.send(new GatewayAdministration(gateway).pause().withGasLimit(25_000));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TransactionOutcome.Reverted.class,
            reverted -> assertThat(reverted.reason().text()).containsIgnoringCase("out of gas"));
    assertThat(new GatewayView(chain.latest(), gateway).isPaused()).isFalse();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("chains")
  void doesNotCallItFailedWhatIsNotYetIncluded(LocalChain chain) {
    TransactionSender impatient =
        new TransactionSender(chain.connection(), chain.account(2), Duration.ofMillis(50));
    BigInteger before = chain.latest().balance(SOMEBODY);
    chain.stopMining();

    TransactionOutcome first = impatient.send(ONE_WEI);
    TransactionOutcome second = impatient.send(ONE_WEI);
    chain.startMining();

    assertThat(List.of(first, second)).allMatch(TransactionOutcome.Unknown.class::isInstance);
    assertThat(new TransactionSender(chain.connection(), chain.account(2)).send(ONE_WEI))
        .isInstanceOf(TransactionOutcome.Included.class);
    assertThat(chain.latest().balance(SOMEBODY)).isEqualTo(before.add(BigInteger.valueOf(3)));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("chains")
  void goesOnWithTheNextNonceAfterARefusal(LocalChain chain) {
    TransactionSender sender = sender(chain);
    TransactionRequest tooDear =
        ONE_WEI.withValue(BigInteger.TEN.pow(30)).withGasLimit(PLENTY_OF_GAS);

    assertThatThrownBy(() -> sender.send(tooDear)).isInstanceOf(ChainException.class);

    assertThat(sender.send(ONE_WEI)).isInstanceOf(TransactionOutcome.Included.class);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("chains")
  void givesEachOfManyThreadsANonceOfItsOwn(LocalChain chain) throws Exception {
    int count = 12;
    BigInteger before = chain.latest().balance(SOMEBODY);
    TransactionSender sender = sender(chain);
    List<Future<TransactionOutcome>> outcomes;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      outcomes =
          IntStream.range(0, count)
              .mapToObj(_ -> threads.submit(() -> sender.send(ONE_WEI)))
              .toList();
    }
    for (Future<TransactionOutcome> outcome : outcomes) {
      assertThat(outcome.get()).isInstanceOf(TransactionOutcome.Included.class);
    }
    assertThat(chain.latest().balance(SOMEBODY)).isEqualTo(before.add(BigInteger.valueOf(count)));
  }
}
