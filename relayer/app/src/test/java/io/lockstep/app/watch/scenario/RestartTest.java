package io.lockstep.app.watch.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.FinalityConfig;
import io.lockstep.app.watch.scenario.Calls.Call;
import io.lockstep.app.watch.scenario.Calls.Events;
import io.lockstep.app.watch.scenario.Life.Variant;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Incident;
import io.lockstep.testkit.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process ends, or is left without an answer, at every transaction and at every exchange with a
 * provider of a whole story. What it started again with is in the database, and that is enough.
 *
 * <p>Every write has its turn in each run of this test, and every call that only asks in one of
 * three, from seed to seed; {@code -Dlockstep.restarts=all} has all of them.
 */
@ExtendWith(SharedScene.class)
class RestartTest {
  private static final boolean ALL = System.getProperty("lockstep.restarts", "").equals("all");
  private static final int TURNS = 3;
  private static final Seed SEED = Seed.next();

  @ParameterizedTest
  @EnumSource(Way.class)
  void nothingIsLostAndNothingComesTwice(Way way, Scene scene) {
    List<Call> calls = undisturbed(scene);

    calls.stream()
        .filter(way::concerns)
        .filter(call -> call.isWrite() || isItsTurn(call))
        .forEach(call -> tell(scene, way, call));
  }

  private static boolean isItsTurn(Call call) {
    return ALL || Math.floorMod(call.number() + SEED.value(), TURNS) == 0;
  }

  private static List<Call> undisturbed(Scene scene) {
    List<Call> calls = new ArrayList<>();
    Events recording =
        new Events() {
          @Override
          public void before(Call call) {
            calls.add(call);
          }
        };
    tell(scene, recording, false, "undisturbed");
    assertThat(calls).extracting(Call::name).contains("see", "takeBack", "finalize", "prove");
    return calls;
  }

  private static void tell(Scene scene, Way way, Call call) {
    tell(scene, way.at(call.number()), way.staysAway(), "%s at %s, %s".formatted(way, call, SEED));
  }

  private static void tell(Scene scene, Events events, boolean staysAway, String name) {
    Ground ground = scene.there();
    Story story = Story.on(ground);
    Variant counted = Variant.watchedBy(new Calls(events));
    ChainConfig config = ground.watched(new FinalityConfig.Depth(Story.FINALITY));
    try (Records records = scene.recordsOf(ground);
        Reincarnation watching =
            new Reincarnation(() -> Life.begin(ground.lane(), config, records, counted))) {
      Set<BlockId> vanished = new HashSet<>();
      for (Consumer<Story> act : story.acts()) {
        act.accept(story);
        BlockId readThrough = records.readThrough();
        if (!ground.has(readThrough)) {
          vanished.add(readThrough);
        }
        watching.settle(staysAway);
      }
      watching.settle(false);

      Whole.assertWhole(ground, records, name);
      assertThat(records.incidents())
          .as(name)
          .isEqualTo(Collections.nCopies(vanished.size(), Incident.Kind.REORG));
    } finally {
      story.unravel();
    }
  }
}
