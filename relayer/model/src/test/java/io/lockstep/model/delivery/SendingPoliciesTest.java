package io.lockstep.model.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.delivery.FeeQuote;
import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.policy.delivery.BatchPolicy;
import io.lockstep.core.policy.delivery.FeePolicy;
import io.lockstep.core.policy.delivery.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendingPoliciesTest {
  private static final FeePolicy FEES = new FeePolicy(false, 1_000, 2, 10, Duration.ofSeconds(10));

  @Test
  void offersTwiceTheBaseFeeAndATip() {
    assertThat(FEES.first(new FeeQuote(100, 5))).isEqualTo(new Fees.Dynamic(205, 5));
    assertThat(FEES.first(new FeeQuote(100, 0))).isEqualTo(new Fees.Dynamic(202, 2));
  }

  @Test
  void neverOffersMoreThanTheCap() {
    assertThat(FEES.first(new FeeQuote(900, 5))).isEqualTo(new Fees.Dynamic(1_000, 5));
    assertThat(FEES.first(new FeeQuote(900, 5_000))).isEqualTo(new Fees.Dynamic(1_000, 1_000));
  }

  @Test
  void aReplacementRaisesBothNumbersAndRoundsUp() {
    assertThat(FEES.replacement(new Fees.Dynamic(205, 5), new FeeQuote(100, 5), Duration.ZERO))
        .contains(new Fees.Dynamic(226, 6));
  }

  @Test
  void aReplacementFollowsTheMarketAndItsAge() {
    assertThat(FEES.replacement(new Fees.Dynamic(205, 5), new FeeQuote(300, 5), Duration.ZERO))
        .contains(new Fees.Dynamic(605, 6));
    assertThat(
            FEES.replacement(
                new Fees.Dynamic(205, 5), new FeeQuote(100, 5), Duration.ofSeconds(40)))
        .contains(new Fees.Dynamic(226, 20));
    assertThat(FEES.replacement(new Fees.Dynamic(205, 5), new FeeQuote(100, 5), Duration.ofDays(4)))
        .contains(new Fees.Dynamic(240, 40));
  }

  @Test
  void atTheCapThereIsNoReplacement() {
    assertThat(FEES.replacement(new Fees.Dynamic(950, 5), new FeeQuote(900, 5), Duration.ZERO))
        .isEmpty();
    assertThat(FEES.replacement(new Fees.Dynamic(900, 5), new FeeQuote(900, 5), Duration.ZERO))
        .contains(new Fees.Dynamic(1_000, 6));
  }

  @Test
  void isDueWhenItIsOldOrCannotBeMined() {
    Fees offered = new Fees.Dynamic(205, 5);
    assertThat(FEES.isDue(offered, new FeeQuote(205, 5), Duration.ofSeconds(9))).isFalse();
    assertThat(FEES.isDue(offered, new FeeQuote(205, 5), Duration.ofSeconds(10))).isTrue();
    assertThat(FEES.isDue(offered, new FeeQuote(206, 5), Duration.ZERO)).isTrue();
  }

  @Test
  void aBumpThatNodesRefuseIsRefused() {
    assertThatThrownBy(() -> new FeePolicy(false, 1_000, 2, 9, Duration.ofSeconds(10)))
        .hasMessageContaining("expected a tip within the cap and a bump of 10 or more");
  }

  @Test
  void waitsTwiceAsLongEachTime() {
    RetryPolicy retries = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(5), 3);

    assertThat(retries.delay(0)).isZero();
    assertThat(retries.delay(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(retries.delay(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(retries.delay(4)).isEqualTo(Duration.ofSeconds(5));
    assertThat(retries.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    assertThat(retries.isReported(3)).isTrue();
    assertThat(retries.isReported(4)).isFalse();
  }

  @Test
  void aBatchIsSentWhenItIsFullOrNothingIsUnderWayOrItHasWaited() {
    BatchPolicy batches = new BatchPolicy(100, Duration.ofMillis(50), 2, 4);

    assertThat(batches.isWorthSending(false, Duration.ofMillis(49), 1)).isFalse();
    assertThat(batches.isWorthSending(true, Duration.ZERO, 1)).isTrue();
    assertThat(batches.isWorthSending(false, Duration.ZERO, 0)).isTrue();
    assertThat(batches.isWorthSending(false, Duration.ofMillis(50), 1)).isTrue();
  }
}
