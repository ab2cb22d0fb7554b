package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Lane;

/**
 * How far a lane and its return lane have come, proven by the state of the lane's source chain at
 * one block. Taken near the tip, because nodes soon forget old state; it counts once that block is
 * final, so it is kept with its header until then.
 */
public record LaneProof(Header header, AccountProof account) {

  /**
   * What is proven.
   *
   * @param gateway the lane's source
   */
  public LaneEvidence verify(TrustedGateway gateway, Lane lane) {
    return new LaneVerification().verify(gateway, lane, this);
  }

  /** Reads what {@link #encode} has written. It is verified anew by whoever uses it. */
  public static LaneProof decode(Bytes stored) {
    return StoredLaneProof.decode(stored);
  }

  /** The one form in which it is kept. */
  public Bytes encode() {
    return StoredLaneProof.encode(this);
  }
}
