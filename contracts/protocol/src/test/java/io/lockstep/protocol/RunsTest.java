package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.testkit.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final List<Route> ROUTES =
      List.of(
          Samples.BATCH,
          new Route(RouteKind.ERC7786, Samples.ALICE, Samples.BOB, 100_000),
          new Route(RouteKind.BATCH, Samples.ALICE, Samples.BOB, 100_001));

  @Test
  void noMessagesGiveNoRuns() {
    assertThat(Runs.of(List.of())).isEmpty();
  }

  @Test
  void runEndsAt256Messages() {
    Message message = new Message(Samples.BATCH, 0, Bytes.EMPTY);

    assertThat(Runs.of(Collections.nCopies(256, message)))
        .extracting(Run::count)
        .containsExactly(256);
    assertThat(Runs.of(Collections.nCopies(513, message)))
        .extracting(Run::count)
        .containsExactly(256, 256, 1);
  }

  @RepeatedTest(20)
  void splittingAndJoiningGivesTheSameMessages() {
    Seed seed = Seed.next();
    List<Message> messages = randomLane(seed.random());

    List<Run> runs = Runs.of(messages);

    List<Message> joined = runs.stream().flatMap(run -> run.messages().stream()).toList();
    assertThat(joined).as(seed.toString()).isEqualTo(messages);
    assertThat(headByRuns(runs)).as(seed.toString()).isEqualTo(headByMessages(messages));
    assertThatNoTwoCouldBeOne(runs, seed);
  }

  private static void assertThatNoTwoCouldBeOne(List<Run> runs, Seed seed) {
    for (int i = 1; i < runs.size(); i++) {
      Run before = runs.get(i - 1);
      boolean alike =
          before.width() == runs.get(i).width() && before.route().equals(runs.get(i).route());
      assertThat(alike && before.count() < Run.COUNT_MAX).as("%s, run %d", seed, i).isFalse();
    }
  }

  private static LaneHead headByRuns(List<Run> runs) {
    LaneHead head = LaneHead.genesis(Samples.LANE);
    for (Run run : runs) {
      head = head.append(run);
    }
    return head;
  }

  private static LaneHead headByMessages(List<Message> messages) {
    LaneHead head = LaneHead.genesis(Samples.LANE);
    for (Message message : messages) {
      head = head.append(message);
    }
    return head;
  }

  /** Stretches of equal route and width, some longer than a run may be. */
  private static List<Message> randomLane(Random random) {
    List<Message> messages = new ArrayList<>();
    while (messages.size() < 1_000) {
      Route route = ROUTES.get(random.nextInt(ROUTES.size()));
      int payloadLength = random.nextInt(3) * 16;
      int count = random.nextInt(10) == 0 ? 300 : 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        byte[] payload = new byte[payloadLength];
        random.nextBytes(payload);
        messages.add(new Message(route, random.nextInt(1_000), Bytes.copyOf(payload)));
      }
    }
    return messages;
  }
}
