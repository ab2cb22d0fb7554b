package io.lockstep.core.domain;

import io.lockstep.protocol.LaneHead;

/**
 * Logs that do not lead to the head which the same provider's own header proves.
 *
 * @param from where the lane stood before them
 * @param said where they lead, or stop leading anywhere
 */
public record DisprovedAnswer(
    String provider, BlockId readFrom, LaneHead from, LaneHead said, ProvenLane proven) {
  @Override
  public String toString() {
    return "%s: its logs after %s lead to message %d with head %s, but at %s it is message %d with head %s"
        .formatted(
            provider,
            readFrom,
            said.nonce(),
            said.head(),
            proven.block(),
            proven.outbound().nonce(),
            proven.outbound().head());
  }
}
