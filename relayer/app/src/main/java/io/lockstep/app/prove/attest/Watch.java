package io.lockstep.app.prove.attest;

import io.lockstep.core.Failure;
import io.lockstep.core.policy.FinalBlockCheck;
import io.lockstep.core.policy.judging.Policy;
import io.lockstep.core.port.SourceChain;
import io.lockstep.core.stage.FinalizeLane;
import io.lockstep.core.stage.JudgeLane;
import io.lockstep.core.stage.ObserveLane;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.Step;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The stages of an attester's process, on both lanes. */
final class Watch {
  private static final long BLOCKS_PER_STEP_MAX = 16;
  private static final int STEPS_MAX = 20;

  private record Watched(Stage stage, SourceChain source) {}

  private final List<Watched> all = new ArrayList<>();

  Watch(List<Eyes> eyes, Disk disk, Policy policy, InstantSource clock) {
    for (Eyes each : eyes) {
      SourceChain source = each.source();
      LanePages pages = disk.lane(each.side().outbound().id());
      FinalBlockCheck finalBlock = new FinalBlockCheck(source, each.quorum());
      all.add(
          new Watched(
              new ObserveLane(pages.store(), source, finalBlock, BLOCKS_PER_STEP_MAX), source));
      all.add(new Watched(new FinalizeLane(pages.store(), source, each.quorum()), source));
      all.add(new Watched(new JudgeLane(pages, policy, clock), source));
    }
  }

  /** Each stage goes on while it gets on. */
  void step() {
    for (Watched one : all) {
      try {
        int steps = 0;
        while (one.stage().step() instanceof Step.Moved && steps < STEPS_MAX) {
          steps++;
        }
      } catch (Failure e) {
        one.source().turnFromCurrent(String.valueOf(e.getMessage()));
      }
    }
  }
}
