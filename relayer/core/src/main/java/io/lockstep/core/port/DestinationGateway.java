package io.lockstep.core.port;

import io.lockstep.core.domain.delivery.ActiveEpochs;
import java.time.Instant;

/**
 * What the gateway at a lane's destination says of itself, by the provider that is read from.
 * Advice: whoever is lied to sends what reverts, or waits. It may be some seconds old.
 *
 * <p>Every method throws a {@link io.lockstep.core.Failure} if there is no answer.
 */
public interface DestinationGateway {
  ActiveEpochs epochs();

  /** The time of the newest block, which is what deadlines are held against. */
  Instant time();
}
