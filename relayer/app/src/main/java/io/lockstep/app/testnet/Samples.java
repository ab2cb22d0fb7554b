package io.lockstep.app.testnet;

import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Bytes;

/**
 * A lane pair between sample contracts, which only count: on it, what is measured is the gateway.
 */
public record Samples(
    Direction there, Direction back, SampleContracts source, SampleContracts destination) {

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
