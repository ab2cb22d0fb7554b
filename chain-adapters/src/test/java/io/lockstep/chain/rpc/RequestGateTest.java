package io.lockstep.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class RequestGateTest {

  /** Time that passes only where somebody waits for it. */
  private static final class FakeTicker implements Ticker {
    private long now = 1;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleepUntil(long nanos) {
      now = Math.max(now, nanos);
    }
  }

  private final FakeTicker ticker = new FakeTicker();

  private static RequestLimits limits(int concurrent, int perSecond, int waiting) {
    return new RequestLimits(concurrent, perSecond, waiting, Duration.ofSeconds(1));
  }

  @Test
  void asManyAsInASecondPassAtOnceAndTheRestAtTheirRate() {
    RequestGate gate = new RequestGate(limits(1, 10, 0), ticker);

    for (int i = 0; i < 10; i++) {
      gate.pass("server", () -> nothing());
    }
    assertThat(ticker.now).isEqualTo(1);

    for (int i = 0; i < 20; i++) {
      gate.pass("server", () -> nothing());
    }
    assertThat(Duration.ofNanos(ticker.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  private static int nothing() {
    return 0;
  }

  @Test
  void nobodyPassesWhileTheServerIsLeftAlone() {
    RequestGate gate = new RequestGate(limits(1, 10, 0), ticker);
    gate.closeFor(Duration.ofSeconds(3));
    gate.closeFor(Duration.ofSeconds(1));

    ChainException refusal =
        catchThrowableOfType(ChainException.class, () -> gate.pass("server", () -> nothing()));

    assertThat(refusal.code()).isEqualTo(Code.RPC_BUSY);
    assertThat(refusal).hasMessage("server: it asked to be left alone, for 3000 ms more");
    ticker.now += Duration.ofSeconds(3).toNanos();
    assertThat(gate.<Integer>pass("server", () -> 7)).isEqualTo(7);
  }

  @Test
  void whoWouldWaitBehindTooManyIsRefused() throws Exception {
    RequestGate gate = new RequestGate(limits(1, 10, 0), ticker);
    CountDownLatch inside = new CountDownLatch(1);
    Semaphore leave = new Semaphore(0);
    Thread first =
        Thread.ofVirtual()
            .start(() ->
                gate.pass(
                    "server",
                    () -> {
                      inside.countDown();
                      leave.acquireUninterruptibly();
                      return 0;
                    }));
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

    ChainException refusal =
        catchThrowableOfType(ChainException.class, () -> gate.pass("server", () -> nothing()));

    assertThat(refusal.code()).isEqualTo(Code.RPC_OVERLOADED);
    leave.release();
    first.join();
    assertThat(gate.<Integer>pass("server", () -> 7)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "0, 0",
    "99999999, 300",
    "'Fri, 20 Nov 2026 12:00:09 GMT', 9",
    "'Fri, 20 Nov 2026 11:00:00 GMT', 0",
    "soon,"
  })
  void pauseIsReadAsSecondsOrDate(String header, @Nullable Long seconds) {
    assertThat(
            RetryAfter.parse(header, Instant.parse("2026-11-20T12:00:00Z"))
                .map(Duration::toSeconds))
        .isEqualTo(Optional.ofNullable(seconds));
  }
}
