package io.lockstep.core.port;

import io.lockstep.core.domain.delivery.OutcomePage;

/**
 * What the gateway at a lane's destination has logged of messages that were not simply delivered.
 *
 * <p>Logs are not proven, so this is one provider's advice. It can hide an event, which leaves a
 * message unsettled until a reconciliation finds it, and it can invent one, which costs a
 * transaction that reverts. No position rests on it.
 */
public interface DestinationLog {
  /**
   * The lane's outcome events from that block on, through some block that a quorum of the
   * configured providers calls final; an empty page through {@code fromBlock − 1} if none is.
   *
   * @throws io.lockstep.core.Failure if there is no answer
   */
  OutcomePage read(long fromBlock);

  /** Turns to another provider: this one said what cannot be. */
  void turnFromCurrent(String why);
}
