package io.lockstep.app.testnet;

import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Lane;

/**
 * A lane pair between sample contracts, which only count: on it, what is measured is the gateway.
 */
public record Samples(
    Direction there, Direction back, SampleContracts source, SampleContracts destination) {

  /** The lane from the source's sender to the destination's recipient. */
  public Lane lane() {
    return new Lane(gateway(there.source()), gateway(there.destination()), SamplesSetup.CHANNEL);
  }

  private static InteroperableAddress gateway(End end) {
    return end.abroad(end.gateway());
  }

  /** A message from the sample sender to the sample recipient. */
  public Receipt send(Bytes payload, long deadline) {
    return there
        .source()
        .passerBy()
        .send(
            source.send(there.lane(), destination.recipient(), deadline, payload),
            "send on " + there);
  }

  /** So many at once, which differ. */
  public Receipt sendMany(Bytes payload, int count) {
    return there
        .source()
        .passerBy()
        .send(
            source.sendMany(there.lane(), destination.recipient(), payload, count),
            "%d messages on %s".formatted(count, there));
  }
}
