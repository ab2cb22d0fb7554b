package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.core.domain.Answer;
import org.junit.jupiter.api.Test;

/** Another implementation. What differs is found out by what it can do, not by its name. */
class GanacheTest {

  @Test
  void laneIsFollowedByDepth() {
    try (SourceLane lane = SourceLane.start(GanacheSettings.of(1337), AnvilSettings.of(62))) {
      lane.send(3);
      try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).begin()) {
        watch.settle();
        lane.send(2);
        lane.mine(1);
        watch.settle();

        assertThat(watch.failures()).isEmpty();
        assertThat(watch.store().observed().head()).isEqualTo(lane.head());
        assertThat(watch.finalMessages())
            .isEqualTo(lane.truth().stream().map(MessageAppended::message).limit(4).toList());
      }
      try (Watch watch =
          Watch.of(lane)
              .provider(lane.chain().endpoint())
              .finality(new FinalityPolicy.Finalized())
              .begin()) {
        Answer<Long> height = watch.source().finalHeights().getFirst();
        assertThat(height.toString()).contains("configure finality by depth");
        assertThat(watch.health(0)).isInstanceOf(Health.Misconfigured.class);
      }
    }
  }
}
