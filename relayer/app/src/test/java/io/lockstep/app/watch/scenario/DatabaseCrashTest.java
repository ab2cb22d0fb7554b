package io.lockstep.app.watch.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.FinalityConfig;
import io.lockstep.app.watch.scenario.Calls.Call;
import io.lockstep.app.watch.scenario.Calls.Events;
import io.lockstep.app.watch.scenario.Life.Variant;
import io.lockstep.core.domain.Incident;
import io.lockstep.persistence.embedded.EmbeddedDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * PostgreSQL is killed while the process writes, once for each kind of write. The process goes on
 * with the connections that it has; nothing is lost, and nothing comes twice.
 */
@ExtendWith(SharedScene.class)
class DatabaseCrashTest {

  @Test
  void nothingIsLostAndNothingComesTwice(Scene scene) throws InterruptedException {
    Ground ground = scene.there();
    Story story = Story.on(ground);
    ChainConfig config = ground.watched(new FinalityConfig.Depth(Story.FINALITY));
    try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
      Records records = Records.of(server, ground.lane(), ground.beforeTheLane());
      Crashes crashes = new Crashes(server);
      try (Life life =
          Life.begin(ground.lane(), config, records, Variant.watchedBy(new Calls(crashes)))) {
        for (Consumer<Story> act : story.acts()) {
          act.accept(story);
          life.settle();
        }
        assertThat(life.failures()).as("connections that broke").isNotEmpty();
      }
      crashes.await();

      assertThat(crashes.struck).containsExactlyInAnyOrder("see", "takeBack", "finalize");
      Whole.assertWhole(ground, records, "after crashes");
      assertThat(records.incidents()).containsExactly(Incident.Kind.REORG);
    } finally {
      story.unravel();
    }
  }

  /** The server dies while the first write of each kind is under way. */
  private static final class Crashes implements Events {
    private final EmbeddedDatabase server;
    private final Set<String> struck = new HashSet<>();
    private final List<Thread> crashing = new ArrayList<>();

    Crashes(EmbeddedDatabase server) {
      this.server = server;
    }

    @Override
    public void before(Call call) {
      if (call.isWrite() && struck.add(call.name())) {
        crashing.add(Thread.ofPlatform().start(server::crash));
      }
    }

    void await() throws InterruptedException {
      for (Thread thread : crashing) {
        thread.join();
      }
    }
  }
}
