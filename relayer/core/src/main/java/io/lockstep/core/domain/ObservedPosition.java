package io.lockstep.core.domain;

import io.lockstep.protocol.LaneHead;
import java.util.Set;

/**
 * How far a lane has been seen.
 *
 * @param head after the last sighting
 * @param readThrough the block through which logs were read
 * @param unprovenFrom the providers that told what no proof covers yet; empty when all is proven
 */
public record ObservedPosition(LaneHead head, BlockId readThrough, Set<String> unprovenFrom) {
  public ObservedPosition {
    unprovenFrom = Set.copyOf(unprovenFrom);
  }
}
