package io.lockstep.core.domain;

import io.lockstep.protocol.LaneId;

/**
 * The right to work something, until somebody else takes it over.
 *
 * @param epoch rises with every take-over; a write that names an older one is refused
 */
public record Lease(String name, String holder, long epoch) {
  /** The name of the lease over a lane. */
  public static String nameOf(LaneId lane) {
    return "lane " + lane;
  }
}
