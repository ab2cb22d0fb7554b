package io.lockstep.protocol;

/** The quorum's word on one held message. */
public record Ruling(LaneId lane, long nonce, Hash32 messageHash, Decision decision, long keyEpoch)
    implements Statement {
  static final Hash32 RULING_TYPE =
      Keccak256.ofText(
          "Ruling(bytes32 lane,uint64 nonce,bytes32 messageHash,uint8 decision,uint64 keyEpoch)");

  public Ruling {
    Require.positive(nonce, "nonce");
    Require.positive(keyEpoch, "key epoch");
  }

  @Override
  public Hash32 structHash() {
    return new Keccak256()
        .word(RULING_TYPE)
        .word(lane.value())
        .word(nonce)
        .word(messageHash)
        .word(decision.code())
        .word(keyEpoch)
        .finish();
  }
}
