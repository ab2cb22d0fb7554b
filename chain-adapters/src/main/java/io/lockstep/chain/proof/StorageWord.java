package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.WRONG_SHAPE;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;

/** What a storage slot holds. Solidity packs a slot's fields from the low end. */
record StorageWord(BigInteger value) {

  private static final StorageWord ZERO = new StorageWord(BigInteger.ZERO);

  static StorageWord of(TrieValue found) {
    return switch (found) {
      case TrieValue.Absent _ -> ZERO;
      case TrieValue.Present(Bytes encoded) -> decode(encoded);
    };
  }

  /** A number without its leading zeros. Zero itself is never stored: the slot is absent then. */
  static StorageWord decode(Bytes encoded) {
    RlpItem item = RlpDecoder.decode(encoded, TrieNode.BYTES_MAX);
    BigInteger value = RlpShape.number(item, Hash32.LENGTH, "storage slot");
    if (value.signum() == 0) {
      throw new ProofException(WRONG_SHAPE, "storage slot", "a stored zero", "no entry");
    }
    return new StorageWord(value);
  }

  Bytes encode() {
    return RlpEncoder.encode(RlpString.of(value));
  }

  boolean isZero() {
    return value.signum() == 0;
  }

  BigInteger field(GatewayField field) {
    BigInteger mask = BigInteger.ONE.shiftLeft(field.bytes() * Byte.SIZE).subtract(BigInteger.ONE);
    return value.shiftRight(field.offset() * Byte.SIZE).and(mask);
  }

  /** Whether nothing lies above that many bytes. */
  boolean fits(int bytes) {
    return value.bitLength() <= bytes * Byte.SIZE;
  }

  Hash32 hash() {
    byte[] word = new byte[Hash32.LENGTH];
    byte[] digits = RlpString.of(value).bytes().toArray();
    System.arraycopy(digits, 0, word, word.length - digits.length, digits.length);
    return Hash32.of(word);
  }
}
