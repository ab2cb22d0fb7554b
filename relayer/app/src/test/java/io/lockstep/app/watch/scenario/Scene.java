package io.lockstep.app.watch.scenario;

import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.Samples;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.TwoChains.Extent;
import io.lockstep.persistence.embedded.EmbeddedDatabase;
import io.lockstep.protocol.Holds;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Two chains with a lane each way, and a server for databases.
 *
 * @param there where the one lane begins
 * @param back where the other does
 */
record Scene(
    TwoChains chains,
    Ground there,
    Ground back,
    EmbeddedDatabase server,
    Map<Ground, Records> templates)
    implements AutoCloseable {

  static Scene start() {
    TwoChains chains = TwoChains.start("prague", Extent.WITH_SAMPLES);
    Samples samples = chains.samples();
    for (Direction direction : List.of(samples.there(), samples.back())) {
      direction.deliver(direction.next(Holds.NONE));
    }
    chains.ends().forEach(end -> end.chain().stopMining());
    Ground there = new Ground(samples.there(), samples.source(), samples.destination().recipient());
    Ground back = new Ground(samples.back(), samples.destination(), samples.source().recipient());
    EmbeddedDatabase server = EmbeddedDatabase.start();
    return new Scene(
        chains,
        there,
        back,
        server,
        Map.of(there, template(server, there), back, template(server, back)));
  }

  List<Ground> both() {
    return List.of(there, back);
  }

  private static Records template(EmbeddedDatabase server, Ground ground) {
    return Records.of(server, ground.lane(), ground.beforeTheLane());
  }

  /** A database with nothing in it but the lane that begins there. */
  Records recordsOf(Ground ground) {
    return Objects.requireNonNull(templates.get(ground)).copy();
  }

  @Override
  public void close() {
    chains.close();
    server.close();
  }
}
