package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.provider.fault.FaultProxy;
import io.lockstep.chain.provider.fault.Faults;
import io.lockstep.chain.rpc.RpcEndpoint;
import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedLane.class)
class ChainProvidersTest {

  @Test
  void eachProviderAnswersOrIsMissingWithAReason(SourceLane lane) {
    BlockId tip = lane.tip();
    try (FaultProxy hanging =
            FaultProxy.before(lane.chain().endpoint()).on(FaultProxy.ANY, Faults.hang());
        FaultProxy refusing =
            FaultProxy.before(lane.chain().endpoint())
                .on(FaultProxy.ANY, Faults.status("403 No", "", "no key"));
        FaultProxy behind =
            FaultProxy.before(lane.chain().endpoint())
                .on("eth_getBlockByNumber", Lies.frozenAt(block(lane, tip.number() - 1)));
        Watch watch =
            Watch.of(lane)
                .provider(lane.chain().endpoint())
                .provider(hanging.endpoint())
                .provider(refusing.endpoint())
                .provider(behind.endpoint())
                .answerTimeout(Duration.ofSeconds(3))
                .quorum(3)
                .begin()) {
      List<Answer<BlockId>> blocks = watch.source().blocksAt(tip.number());

      assertThat(blocks).hasSize(4);
      assertThat(blocks.get(0)).isEqualTo(new Answer.Given<>("provider-a", tip));
      assertThat(why(blocks.get(1))).isEqualTo("no answer within 3000 ms");
      assertThat(watch.health(1)).isInstanceOf(Health.Unreachable.class);
      assertThat(why(blocks.get(2))).contains("403");
      assertThat(why(blocks.get(3))).contains("found no block " + tip.number());
    }
  }

  private static String why(Answer<?> answer) {
    return switch (answer) {
      case Answer.Given<?> given -> given.toString();
      case Answer.Missing<?>(String _, String why) -> why;
    };
  }

  private static JsonNode block(SourceLane lane, long number) {
    return lane.chain().connection().ask("eth_getBlockByNumber", Lies.quantity(number), false);
  }

  @Test
  void quarantineOutlastsARestart(SourceLane lane) {
    lane.send(1);
    InMemoryProviderStore kept = new InMemoryProviderStore();
    try (FaultProxy liar =
        FaultProxy.before(lane.chain().endpoint()).on("eth_getLogs", Lies.alteredLog())) {
      try (Watch watch = Watch.of(lane).provider(liar.endpoint()).quarantines(kept).begin()) {
        watch.settle(1);
        assertThat(kept.quarantined()).containsExactly("provider-a");
      }
      liar.heal();
      try (Watch again = Watch.of(lane).provider(liar.endpoint()).quarantines(kept).begin()) {
        again.settle(1);

        assertThat(again.health(0)).isInstanceOf(Health.Quarantined.class);
        assertThatThrownBy(again.source()::provider)
            .isInstanceOf(ChainException.class)
            .hasMessageContaining("found none to read from");
        assertThat(why(again.source().finalHeights().getFirst())).startsWith("quarantined: ");
        assertThat(liar.asked("eth_getBlockByNumber")).isZero();
      }
    }
  }

  @Test
  void quarantineEndsAsSoonAsTheStoreSaysSo(SourceLane lane) {
    lane.send(1);
    InMemoryProviderStore kept = new InMemoryProviderStore();
    try (FaultProxy liar =
            FaultProxy.before(lane.chain().endpoint()).on("eth_getLogs", Lies.alteredLog());
        Watch watch = Watch.of(lane).provider(liar.endpoint()).quarantines(kept).begin()) {
      watch.settle(1);
      liar.heal();
      String reason = watch.health(0).reason();
      watch.providers().followQuarantines(kept);
      assertThat(watch.health(0)).isEqualTo(new Health.Quarantined(reason));

      kept.lift("provider-a");
      watch.providers().followQuarantines(kept);

      assertThat(watch.health(0)).isNotInstanceOf(Health.Quarantined.class);
      watch.settle();
      assertThat(watch.store().proofs()).isNotEmpty();
    }
  }

  @Test
  void whatAnotherProcessDisprovedCountsHereToo(SourceLane lane) {
    lane.send(1);
    InMemoryProviderStore kept = new InMemoryProviderStore();
    try (FaultProxy liar =
            FaultProxy.before(lane.chain().endpoint()).on("eth_getLogs", Lies.alteredLog());
        Watch watch = Watch.of(lane).provider(liar.endpoint()).quarantines(kept).begin();
        Watch other = Watch.of(lane).provider(liar.endpoint()).quarantines(kept).begin()) {
      watch.settle(1);

      other.providers().followQuarantines(kept);

      assertThat(other.health(0)).isInstanceOf(Health.Quarantined.class);
    }
  }

  @Test
  void chainIsCheckedAgainAfterTheServerWasLost(SourceLane lane) {
    try (FaultProxy server = FaultProxy.before(lane.chain().endpoint());
        Watch watch = Watch.of(lane).provider(server.endpoint()).begin()) {
      watch.providers().survey();
      assertThat(server.asked("eth_chainId")).isEqualTo(1);

      server.on("eth_getBlockByNumber", Faults.breakOff());
      watch.providers().survey();
      server.heal();
      server.on("eth_chainId", Faults.result(id -> Json.text("0x7")));
      watch.providers().survey();

      assertThat(watch.health(0).reason()).contains("found chain 7, expected chain 51");
    }
  }

  @Test
  void whoIsBehindIsReadFromLast(SourceLane lane) {
    long tip = lane.tip().number();
    try (FaultProxy stale =
            FaultProxy.before(lane.chain().endpoint())
                .on("eth_getBlockByNumber", Lies.frozenAt(block(lane, tip)));
        Watch watch =
            Watch.of(lane).provider(stale.endpoint()).provider(lane.chain().endpoint()).begin()) {
      assertThat(watch.source().provider().name()).isEqualTo("provider-a");
      lane.mine(6);

      watch.providers().survey();

      assertThat(watch.health(0)).isEqualTo(new Health.Behind(tip, tip + 6));
      assertThat(watch.source().provider().name()).isEqualTo("provider-b");
      stale.heal();
      watch.providers().survey();
      assertThat(watch.health(0)).isInstanceOf(Health.Healthy.class);
      assertThat(watch.source().provider().name()).as("it serves well").isEqualTo("provider-b");
    }
  }

  /** Otherwise all others would look behind, and it would be read from for ever. */
  @Test
  void whoClaimsAHeightOutOfNothingIsReadFromLast(SourceLane lane) {
    long tip = lane.tip().number();
    try (FaultProxy liar =
            FaultProxy.before(lane.chain().endpoint())
                .on("eth_getBlockByNumber", Lies.inTheSky(block(lane, tip)));
        Watch watch =
            Watch.of(lane)
                .provider(liar.endpoint())
                .provider(lane.chain().endpoint())
                .provider(lane.chain().endpoint())
                .begin()) {
      watch.providers().survey();

      assertThat(watch.health(0).reason()).contains("claims block", "have come to " + tip);
      assertThat(watch.health(1)).isInstanceOf(Health.Healthy.class);
      assertThat(watch.health(2)).isInstanceOf(Health.Healthy.class);
      assertThat(watch.source().provider().name()).isEqualTo("provider-b");
    }
  }

  /** Only logs may be large. */
  @Test
  void aBlockThatIsPaddedIsNotTaken(SourceLane lane) {
    try (FaultProxy padding =
            FaultProxy.before(lane.chain().endpoint())
                .on("eth_getBlockByNumber", Faults.oversized(2 << 20));
        Watch watch = Watch.of(lane).provider(padding.endpoint()).begin()) {
      watch.providers().survey();

      assertThat(watch.health(0).reason()).contains("more than 1048576 bytes");
    }
  }

  @Test
  void chainThatKnowsNoFinalBlockIsToldApart(SourceLane lane) {
    try (FaultProxy node =
            FaultProxy.before(lane.chain().endpoint())
                .on("eth_getBlockByNumber", Faults.refused(-32602, "unknown block tag"));
        Watch watch =
            Watch.of(lane)
                .provider(lane.chain().endpoint())
                .provider(node.endpoint())
                .finality(new FinalityPolicy.Finalized())
                .quorum(2)
                .begin()) {
      watch.providers().survey();
      node.on(
          "eth_getBlockByNumber",
          exchange ->
              (exchange.parameters().get(0).stringValue().equals("finalized")
                      ? Faults.refused(-32602, "unknown block tag")
                      : Faults.none())
                  .serve(exchange));

      List<Answer<Long>> heights = watch.source().finalHeights();

      assertThat(heights.getFirst()).isInstanceOf(Answer.Given.class);
      assertThat(why(heights.getLast())).contains("configure finality by depth");
      assertThat(watch.health(1)).isInstanceOf(Health.Misconfigured.class);
    }
  }

  @Test
  void serverThatWantsToBeLeftAloneIsLeftAlone(SourceLane lane) {
    try (FaultProxy server = FaultProxy.before(lane.chain().endpoint());
        Watch watch = Watch.of(lane).provider(server.endpoint()).begin()) {
      server.on(FaultProxy.ANY, Faults.status("429 Slow down", "Retry-After: 60\r\n", "later"));
      for (int i = 0; i < 5; i++) {
        watch.providers().survey();
      }

      assertThat(server.asked("eth_chainId")).isEqualTo(1);
      assertThat(watch.health(0).reason()).contains("it asked to be left alone");
    }
  }

  @Test
  void healthIsToldWhenItChanges(SourceLane lane) {
    List<String> told = new ArrayList<>();
    ProviderListener listener =
        new ProviderListener() {
          @Override
          public void healthChanged(String provider, Health health) {
            told.add(provider + " " + health.getClass().getSimpleName());
          }
        };
    try (FaultProxy server = FaultProxy.before(lane.chain().endpoint());
        Watch watch = Watch.of(lane).provider(server.endpoint()).listener(listener).begin()) {
      watch.providers().survey();
      server.on(FaultProxy.ANY, Faults.breakOff());
      watch.providers().survey();
      watch.providers().survey();
      server.heal();
      watch.providers().survey();

      assertThat(told)
          .containsExactly("provider-a Healthy", "provider-a Unreachable", "provider-a Healthy");
    }
  }

  @Test
  void whatMayBeSecretInAnAddressIsNotTold() {
    ProviderSettings settings =
        ProviderSettings.of(
                "infra", RpcEndpoint.of(URI.create("https://u:pw@node.example/v3/s3cr3t?k=s")))
            .withWebSocket(URI.create("wss://node.example/ws/s3cr3t"));

    assertThat(settings).hasToString("infra at https://node.example");
    assertThat(settings.webSocket())
        .isEqualTo(Optional.of(URI.create("wss://node.example/ws/s3cr3t")));
  }
}
