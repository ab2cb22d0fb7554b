package io.lockstep.core.domain;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;

/**
 * A message seen, with its place in the lane. A reorg may take it back until it is final.
 *
 * @param head where the lane stands after it, hashed from the sighting before
 */
public record Sighting(LaneHead head, Message message, Hash32 messageHash, LogPlace place) {}
