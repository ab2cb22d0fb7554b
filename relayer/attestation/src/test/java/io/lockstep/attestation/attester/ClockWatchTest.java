package io.lockstep.attestation.attester;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final ClockWatch watch = new ClockWatch(Duration.ofSeconds(2), BEGIN, 0);
  private Duration onTheWall = Duration.ZERO;
  private Duration inCount = Duration.ZERO;

  private boolean jumpedAfter(Duration wall, Duration count) {
    onTheWall = onTheWall.plus(wall);
    inCount = inCount.plus(count);
    return watch.jumped(BEGIN.plus(onTheWall), inCount.toNanos());
  }

  @Test
  void timeThatPassesIsNoJump() {
    for (int i = 0; i < 100; i++) {
      assertThat(jumpedAfter(Duration.ofHours(1), Duration.ofHours(1))).isFalse();
    }
  }

  @Test
  void aClockThatIsSetRightLittleByLittleIsNoJump() {
    for (int i = 0; i < 100; i++) {
      assertThat(jumpedAfter(Duration.ofMillis(10_500), Duration.ofSeconds(10))).isFalse();
    }
  }

  /** A machine that was asleep, or is a copy: time went on without it. */
  @Test
  void timeThatTheMachineDidNotCountIsAJump() {
    assertThat(jumpedAfter(Duration.ofMinutes(5), Duration.ofSeconds(10))).isTrue();
    assertThat(jumpedAfter(Duration.ofSeconds(10), Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void aClockThatIsSetBackIsAJump() {
    assertThat(jumpedAfter(Duration.ofMinutes(-1), Duration.ofSeconds(10))).isTrue();
  }
}
