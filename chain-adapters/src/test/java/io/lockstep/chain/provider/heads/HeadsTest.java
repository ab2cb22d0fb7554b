package io.lockstep.chain.provider.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.provider.ChainProviders;
import io.lockstep.chain.provider.ExpectedChain;
import io.lockstep.chain.provider.FinalityPolicy;
import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.chain.provider.ProviderSettings;
import io.lockstep.chain.rpc.ChainState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of a subscription, blocks wake who waits for them. */
@Timeout(120)
class HeadsTest {

  private static final HeadsSettings IMPATIENT =
      new HeadsSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  private static LocalChain chain;

  private final Semaphore woken = new Semaphore(0);
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final HeadsListener listener =
      new HeadsListener() {
        @Override
        public void connected(String provider) {
          events.add("connected");
        }

        @Override
        public void lost(String provider, String why) {
          events.add("lost: " + why);
        }
      };

  @BeforeAll
  static void start() {
    chain = LocalChain.start(AnvilSettings.of(61));
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  private Heads subscribe(Link link) {
    return SubscribedHeads.start(
        "provider-a",
        URI.create("ws://127.0.0.1:" + link.port()),
        IMPATIENT,
        woken::release,
        listener);
  }

  private static Link link() throws IOException {
    return new Link(chain.endpoint().uri().getPort());
  }

  private void assertWoken() throws InterruptedException {
    assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  private String nextEvent() throws InterruptedException {
    return String.valueOf(events.poll(60, TimeUnit.SECONDS));
  }

  private void assertBlocksWake() throws InterruptedException {
    woken.drainPermits();
    chain.mine(1);
    assertWoken();
  }

  @Test
  void everyBlockWakes() throws Exception {
    try (Link link = link();
        Heads heads = subscribe(link)) {
      assertThat(heads).isNotNull();
      assertThat(nextEvent()).isEqualTo("connected");
      assertWoken();
      assertBlocksWake();
    }
  }

  @Test
  void subscriptionIsRenewedWhenTheWireIsCut() throws Exception {
    try (Link link = link();
        Heads heads = subscribe(link)) {
      assertThat(heads).isNotNull();
      assertThat(nextEvent()).isEqualTo("connected");
      for (int i = 0; i < 3; i++) {
        woken.drainPermits();
        link.cut();

        assertThat(nextEvent()).startsWith("lost: ");
        assertThat(nextEvent()).isEqualTo("connected");
        assertWoken();
      }
      assertBlocksWake();
    }
  }

  @Test
  void subscriptionThatFellSilentIsRenewed() throws Exception {
    try (Link link = link();
        Heads heads = subscribe(link)) {
      assertThat(heads).isNotNull();
      assertThat(nextEvent()).isEqualTo("connected");

      link.die();
      assertThat(nextEvent()).startsWith("lost: nothing heard for");
      link.cut();
      link.revive();

      String event = nextEvent();
      while (event.startsWith("lost: ")) {
        event = nextEvent();
      }
      assertThat(event).isEqualTo("connected");
      woken.drainPermits();
      chain.mine(1);
      assertWoken();
    }
  }

  @Test
  void nothingIsToldOfTheAddressWhenNobodyListens() throws Exception {
    Link link = link();
    int port = link.port();
    link.close();
    try (Heads heads =
        SubscribedHeads.start(
            "provider-a",
            URI.create("ws://127.0.0.1:%d/v3/s3cr3t".formatted(port)),
            IMPATIENT,
            woken::release,
            listener)) {
      assertThat(heads).isNotNull();
      assertThat(nextEvent()).startsWith("lost: no connection").doesNotContain("s3cr3t");
    }
  }

  @Test
  void pollingWakesWithoutAnySubscription() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ChainProviders providers = providers(executor);
        Heads heads = PolledHeads.start(providers, Duration.ofMillis(20), woken::release)) {
      assertThat(heads).isNotNull();
      assertWoken();
      assertBlocksWake();
    }
  }

  private static ChainProviders providers(ExecutorService executor) {
    return ChainProviders.of(
        ChainProviders.Settings.of(
            new ExpectedChain(
                chain.connection().chainId(), ChainState.at(chain.connection(), 0).block().hash()),
            new FinalityPolicy.Depth(1)),
        List.of(ProviderSettings.of("provider-a", chain.endpoint())),
        executor,
        ProviderListener.silent());
  }
}
