package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.INCONSISTENT;

/**
 * What the quorum vouches for: the lane's head at {@code nonce}, and that {@code holds} are all
 * that it holds after {@code from}.
 */
public record Checkpoint(
    LaneId lane, long from, long nonce, Hash32 head, Holds holds, long keyEpoch)
    implements Statement {
  static final Hash32 CHECKPOINT_TYPE =
      Keccak256.ofText(
          "Checkpoint(bytes32 lane,uint64 from,uint64 nonce,bytes32 head,"
              + "bytes32 holdsHash,uint64 keyEpoch)");

  public Checkpoint {
    Require.uint64(from, "from");
    Require.positive(nonce, "nonce");
    Require.positive(keyEpoch, "key epoch");
    if (from >= nonce) {
      throw new ProtocolException(INCONSISTENT, "from", from, "less than nonce " + nonce);
    }
    holds.requireWithin(from, nonce);
  }

  @Override
  public Hash32 structHash() {
    return new Keccak256()
        .word(CHECKPOINT_TYPE)
        .word(lane.value())
        .word(from)
        .word(nonce)
        .word(head)
        .word(holds.hash())
        .word(keyEpoch)
        .finish();
  }
}
