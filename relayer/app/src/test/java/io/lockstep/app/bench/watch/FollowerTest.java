package io.lockstep.app.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.CliException;
import io.lockstep.protocol.LaneHead;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The daemon in a process of its own, with a heap of 256 MB: complete and in order, which the
 * gateway's head decides, whatever the pace of the chain.
 */
class FollowerTest {

  /** Of 100,000 the benchmark is told: {@code ./lockstep bench watch --blocks-late 100000}. */
  private static final int LATE_BLOCKS = 3_000;

  private static final int BURST = 1_000;
  private static final int BURST_PER_BLOCK = 5;

  private static FilledLane lane;

  @BeforeAll
  static void start() {
    lane = FilledLane.startOnLongChain();
  }

  @AfterAll
  static void stop() {
    lane.close();
  }

  /** Blocks come some fifty times as fast as the daemon asks for the newest one. */
  @Test
  void burstFasterThanAnyPollLosesNothing() throws Exception {
    long before = lane.head().nonce();

    WatchRow row =
        WatchBench.measure(
            lane,
            Voters.ONE,
            (followed, follower) -> {
              followed.awaitFinal(before, follower);
              lane.fill(before + BURST, BURST_PER_BLOCK);
            });

    assertThat(row.messages()).isEqualTo(before + BURST);
  }

  @Test
  void lateStartMissesNothing() throws Exception {
    long before = lane.head().nonce();
    lane.fill(before + 100);
    lane.mine(LATE_BLOCKS);
    lane.fill(before + 200);

    WatchRow row = WatchBench.measure(lane, Voters.TWO_OF_THREE);

    assertThat(row.messages()).isEqualTo(before + 200);
  }

  /** The check itself bites. */
  @Test
  void tellsWhatIsMissing() throws Exception {
    WatchBench.measure(
        lane, Voters.ONE, (followed, follower) -> tellsWhatIsMissing(followed, follower));
  }

  private static void tellsWhatIsMissing(Followed followed, Follower follower)
      throws IOException, InterruptedException {
    LaneHead head = lane.head();
    followed.awaitFinal(head.nonce(), follower);

    followed.requireWhole(head);
    assertThatThrownBy(() -> followed.requireWhole(new LaneHead(head.nonce() + 1, head.head())))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("expected %d".formatted(head.nonce() + 1));
    assertThatThrownBy(
            () -> followed.requireWhole(new LaneHead(head.nonce(), lane.lane().id().value())))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("as the gateway has them");
  }
}
