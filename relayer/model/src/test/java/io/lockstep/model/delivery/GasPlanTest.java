package io.lockstep.model.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.policy.delivery.GasPlan;
import io.lockstep.core.policy.delivery.GasPlan.Batch;
import io.lockstep.core.policy.delivery.GasUse;
import io.lockstep.model.SampleMessages;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import io.lockstep.protocol.Run;
import io.lockstep.testkit.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GasPlanTest {
  private static final long GAS_MAX = 16_700_000;
  private static final GasPlan PLAN = new GasPlan(GasUse.MEASURED, GAS_MAX, GasPlan.BYTES_MAX);

  private static Message message(RouteKind kind, long gasLimit, int payloadBytes) {
    Route sample = SampleMessages.of(1).route();
    return new Message(
        new Route(kind, sample.sender(), sample.recipient(), gasLimit),
        Message.NO_DEADLINE,
        Bytes.copyOf(new byte[payloadBytes]));
  }

  private static List<Message> alike(int count, Message message) {
    return Collections.nCopies(count, message);
  }

  private static Batch plan(GasPlan plan, List<Message> messages) {
    return plan.plan(messages, _ -> false);
  }

  @Test
  void oneMessageIsOneRunForLittle() {
    Batch batch = plan(PLAN, alike(1, message(RouteKind.BATCH, 60_000, 109)));

    assertThat(batch.count()).isEqualTo(1);
    assertThat(batch.full()).isFalse();
    assertThat(PLAN.gasLimit(batch, 0)).isBetween(200_000L, 300_000L);
  }

  /** What the gateway demands before the first call is far more than is used in the end. */
  @Test
  void runsShrinkTowardsTheEnd() {
    Batch batch = plan(PLAN, alike(2_000, message(RouteKind.BATCH, 60_000, 109)));

    List<Integer> counts = batch.runs().stream().map(Run::count).toList();
    assertThat(counts).hasSizeGreaterThan(3).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(counts.getFirst()).isBetween(150, 200);
    assertThat(batch.count()).isGreaterThan(600);
    assertThat(batch.full()).isTrue();
    assertThat(batch.gasLimit()).isLessThanOrEqualTo(GAS_MAX);
  }

  @Test
  void noRunIsLongerThanAWordOfFailures() {
    Batch batch = plan(PLAN, alike(300, message(RouteKind.BATCH, 1_000, 8)));

    assertThat(batch.runs().getFirst().count()).isEqualTo(Run.COUNT_MAX);
  }

  @Test
  void nodesDoNotTakeLargeTransactions() {
    Batch batch = plan(PLAN, alike(100, message(RouteKind.BATCH, 60_000, 5_000)));

    assertThat(batch.count()).isEqualTo(19);
    assertThat(batch.full()).isTrue();
  }

  @Test
  void theLargestMessageFitsAlone() {
    Batch batch = plan(PLAN.cautious(), alike(3, message(RouteKind.ERC7786, 10_000_000, 1_000)));

    assertThat(batch.count()).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsNotPlanned() {
    Batch batch = plan(PLAN, alike(1, message(RouteKind.ERC7786, 17_000_000, 8)));

    assertThat(batch.count()).isZero();
    assertThat(batch.full()).isTrue();
  }

  @Test
  void differentMessagesAreDifferentRuns() {
    List<Message> messages =
        List.of(
            message(RouteKind.BATCH, 60_000, 109),
            message(RouteKind.BATCH, 60_000, 109),
            message(RouteKind.BATCH, 50_000, 109),
            message(RouteKind.ERC7786, 50_000, 109),
            message(RouteKind.ERC7786, 50_000, 110));

    assertThat(plan(PLAN, messages).runs()).map(Run::count).containsExactly(2, 1, 1, 1);
  }

  @Test
  void aTailIsPaidFor() {
    Batch batch = plan(PLAN, alike(2_000, message(RouteKind.BATCH, 60_000, 109)));

    assertThat(PLAN.gasLimit(batch, GasPlan.TAIL_MAX)).isLessThanOrEqualTo(GAS_MAX);
  }

  /** The gateway's own rule, over plans of all kinds and what recipients may really use. */
  @Test
  void everyCallFindsWhatTheGatewayDemands() {
    Seed seed = Seed.next();
    Random random = seed.random();
    for (int i = 0; i < 300; i++) {
      List<Message> messages = someMessages(random);
      Batch expected = plan(PLAN, messages);
      assertThat(new Gateway(expected, random, false).runs()).as("%s, plan %d", seed, i).isTrue();
      Batch cautious = plan(PLAN.cautious(), messages);
      assertThat(new Gateway(cautious, random, true).runs())
          .as("%s, cautious plan %d", seed, i)
          .isTrue();
      assertThat(cautious.count()).as("%s", seed).isPositive();
    }
  }

  private static List<Message> someMessages(Random random) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      RouteKind kind = random.nextBoolean() ? RouteKind.BATCH : RouteKind.ERC7786;
      int limit = 20_000 + random.nextInt(500_000);
      messages.addAll(alike(1 + random.nextInt(200), message(kind, limit, random.nextInt(300))));
    }
    return messages;
  }

  /** {@code Recipients.sol}, as far as gas goes. */
  private static final class Gateway {
    private final Batch batch;
    private final Random random;
    private final boolean worst;
    private long gasLeft;

    Gateway(Batch batch, Random random, boolean worst) {
      this.batch = batch;
      this.random = random;
      this.worst = worst;
      this.gasLeft = batch.gasLimit() - GasUse.MEASURED.fixed();
    }

    boolean runs() {
      batch.runs().forEach(run -> gasLeft -= 20L * run.records().length());
      return batch.runs().stream().allMatch(this::runs) && gasLeft >= 0;
    }

    private boolean runs(Run run) {
      long limit = run.route().gasLimit();
      int count = run.count();
      if (run.route().kind() == RouteKind.BATCH) {
        boolean enough = found() >= (limit + GasPlan.PARK) * count + GasPlan.FINISH;
        for (int i = 0; i < count; i++) {
          spend(limit, GasUse.MEASURED.batchMessage());
        }
        return enough;
      }
      long required = limit + count * GasPlan.PARK + GasPlan.FINISH;
      for (int i = 0; i < count; i++) {
        if (found() < required) {
          return false;
        }
        spend(limit, GasUse.MEASURED.singleMessage());
        required -= worst ? 0 : GasPlan.PARK;
      }
      return true;
    }

    private long found() {
      return gasLeft * 63 / 64;
    }

    /** In the worst case all of them use what they may and fail, and are parked at the end. */
    private void spend(long limit, long expected) {
      gasLeft -= worst ? limit : Math.min(limit, random.nextLong(expected));
    }
  }
}
