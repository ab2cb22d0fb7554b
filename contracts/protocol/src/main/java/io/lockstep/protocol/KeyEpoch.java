package io.lockstep.protocol;

/** A new group key's own word that it exists: signed by the key that it names. */
public record KeyEpoch(long keyEpoch, GroupKey key) implements Statement {
  static final Hash32 KEY_EPOCH_TYPE =
      Keccak256.ofText("KeyEpoch(uint64 keyEpoch,uint256 px,uint256 py)");

  public KeyEpoch {
    Require.positive(keyEpoch, "key epoch");
  }

  @Override
  public Hash32 structHash() {
    return new Keccak256()
        .word(KEY_EPOCH_TYPE)
        .word(keyEpoch)
        .word(key.px())
        .word(key.py())
        .finish();
  }
}
