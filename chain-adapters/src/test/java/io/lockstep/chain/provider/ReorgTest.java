package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.local.LocalChain.Snapshot;
import io.lockstep.core.domain.Incident;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks vanish while they are followed, others come in their place. */
@ExtendWith(SharedLane.class)
class ReorgTest {

  private static final FinalityPolicy LATER = new FinalityPolicy.Depth(80);

  private static void assertAllIsFinal(Watch watch, SourceLane lane) {
    lane.mine(80);
    watch.settle();
    assertThat(watch.finalMessages())
        .isEqualTo(lane.truth().stream().map(MessageAppended::message).toList());
    assertThat(watch.store().finalPosition().head()).isEqualTo(lane.head());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34, 64})
  void whatVanishesIsTakenBackAndWhatComesInsteadIsRead(int depth, SourceLane lane) {
    try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).finality(LATER).begin()) {
      lane.send(2);
      watch.settle(1);
      Snapshot fork = lane.chain().snapshot();
      lane.send(3, "0x01");
      lane.mine(depth - 1);
      watch.settle(1);
      assertThat(watch.store().observed().head()).isEqualTo(lane.head());

      lane.chain().revert(fork);
      lane.send(4, "0x02");
      lane.mine(depth);
      watch.settle(2);

      assertThat(watch.store().observed().head()).isEqualTo(lane.head());
      assertThat(watch.store().incidents())
          .extracting(Incident::kind)
          .isEqualTo(List.of(Incident.Kind.REORG));
      assertThat(watch.quarantines().quarantined()).isEmpty();
      assertAllIsFinal(watch, lane);
    }
  }
}
