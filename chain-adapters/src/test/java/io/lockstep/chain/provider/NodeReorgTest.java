package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.core.domain.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A reorg that the node makes itself. Its chain is its own, since Anvil makes none after a revert.
 */
class NodeReorgTest {

  @Test
  void isFollowed() {
    try (SourceLane lane = SourceLane.start(AnvilSettings.of(65), AnvilSettings.of(66));
        Watch watch =
            Watch.of(lane)
                .provider(lane.chain().endpoint())
                .finality(new FinalityPolicy.Depth(20))
                .begin()) {
      lane.mine(20);
      lane.send(2);
      lane.mine(5);
      watch.settle(1);

      lane.chain().connection().ask("anvil_reorg", 12, List.of());
      lane.send(1);
      watch.settle(2);
      lane.mine(20);
      watch.settle(2);

      assertThat(watch.store().incidents())
          .extracting(Incident::kind)
          .containsExactly(Incident.Kind.REORG);
      assertThat(watch.finalMessages())
          .hasSize(2)
          .isEqualTo(lane.truth().stream().map(MessageAppended::message).toList());
    }
  }
}
