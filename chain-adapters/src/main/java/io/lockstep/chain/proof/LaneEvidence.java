package io.lockstep.chain.proof;

import io.lockstep.protocol.LaneHead;

/** What a gateway holds of a lane and of its return lane, both at one block. */
public sealed interface LaneEvidence {

  ProvenBlock block();

  /**
   * The lane pair is open.
   *
   * @param outbound how far the lane has come at its source; HELLO is sent with the opening, so the
   *     nonce is not zero
   * @param inbound how far the return lane has come at its destination, which is the same gateway
   */
  record Opened(ProvenBlock block, LaneHead outbound, LaneHead inbound) implements LaneEvidence {}

  /** It is proven that the gateway knows neither lane. That is not the same as nonce zero. */
  record NeverOpened(ProvenBlock block) implements LaneEvidence {}
}
