package io.lockstep.app.watch.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.FinalityConfig;
import io.lockstep.app.watch.scenario.Life.Variant;
import io.lockstep.core.domain.Lease;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes on one lane: by a take-over, and by force under one lease. */
@ExtendWith(SharedScene.class)
class TwoProcessesTest {

  /** As much as it takes for every moment to come. */
  private static void watchAll(Ground ground, Life life) {
    ground.append(2);
    life.observe();
    ground.mine(10);
    ground.append(1);
    life.settle();
    ground.mine(2);
    life.settle();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whoWasTakenOverWritesNothingMore(Moment moment, Scene scene) {
    Ground ground = scene.there();
    ChainConfig config = ground.watched(new FinalityConfig.Depth(1));
    try (Records records = scene.recordsOf(ground)) {
      Moment.Once takeOver =
          new Moment.Once(
              moment,
              () -> {
                try (Life successor = Life.begin(ground.lane(), config, records, Variant.USUAL)) {
                  successor.settle();
                }
              });
      Variant overtaken = Variant.watchedBy(new Calls(takeOver.arm())).inStepsOf(4);
      try (Life life = Life.begin(ground.lane(), config, records, overtaken)) {
        assertThatThrownBy(() -> watchAll(ground, life))
            .isInstanceOfSatisfying(
                StorageException.class,
                refused -> assertThat(refused.code()).isEqualTo(Code.STALE_LEASE));
        assertThat(takeOver.happened()).isTrue();
      }
      try (Life successor = Life.begin(ground.lane(), config, records, Variant.USUAL)) {
        successor.settle();
        ground.mine(2);
        successor.settle();
      }
      Whole.assertWhole(ground, records, "%s".formatted(moment));
      assertThat(records.incidents()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void twoUnderOneLeaseDoNothingTwice(Moment moment, Scene scene) {
    Ground ground = scene.there();
    ChainConfig config = ground.watched(new FinalityConfig.Depth(1));
    try (Records records = scene.recordsOf(ground)) {
      Lease lease = Life.lease(ground.lane(), records);
      Moment.Once twin =
          new Moment.Once(
              moment,
              () -> {
                try (Life other =
                    Life.under(lease, ground.lane(), config, records, Variant.USUAL)) {
                  other.settle();
                }
              });
      Variant first = Variant.watchedBy(new Calls(twin.arm())).inStepsOf(4);
      try (Life life = Life.under(lease, ground.lane(), config, records, first)) {
        watchAll(ground, life);
      }
      assertThat(twin.happened()).isTrue();
      Whole.assertWhole(ground, records, "%s".formatted(moment));
      assertThat(records.incidents()).isEmpty();
    }
  }
}
