package io.lockstep.app.watch.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testnet.LaneLog;
import io.lockstep.app.watch.scenario.Records.Kept;
import java.util.stream.LongStream;

/** What must be so in the end, whatever happened on the way. */
final class Whole {
  private Whole() {}

  /** Everything on the chain is final here, in its order, once, and nobody was blamed. */
  static void assertWhole(Ground ground, Records records, String name) {
    LaneLog truth = ground.log();
    assertThat(records.finalMessages().stream().map(Kept::head))
        .as(name)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, truth.lastNonce()).mapToObj(truth::headAt).toList());
    assertThat(records.finalMessages().stream().map(Kept::messageHash))
        .as(name)
        .containsExactlyElementsOf(
            truth.messages().stream().map(message -> message.hash()).toList());
    assertThat(records.finalMessages())
        .as(name)
        .allSatisfy(kept -> assertThat(ground.has(kept.block())).as("%s", kept).isTrue());
    assertThat(records.observed()).as(name).isEqualTo(truth.headAt(truth.lastNonce()));
    assertThat(records.quarantined()).as(name).isEmpty();
    assertThat(records.openHalts()).as(name).isEmpty();
    assertThat(records.auditBreak()).as(name).isEmpty();
  }
}
