package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.NOT_RLP;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_SHAPE;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.util.List;

/** What an item must be where it stands. */
final class RlpShape {

  private RlpShape() {}

  static List<RlpItem> list(RlpItem item, String what) {
    return switch (item) {
      case RlpList(List<RlpItem> items) -> items;
      case RlpString _ -> throw new ProofException(WRONG_SHAPE, what, "a string", "a list");
    };
  }

  static List<RlpItem> list(RlpItem item, int count, String what) {
    List<RlpItem> items = list(item, what);
    if (items.size() != count) {
      throw new ProofException(WRONG_SHAPE, what, items.size() + " items", count);
    }
    return items;
  }

  static Bytes string(RlpItem item, String what) {
    return switch (item) {
      case RlpString(Bytes bytes) -> bytes;
      case RlpList _ -> throw new ProofException(WRONG_SHAPE, what, "a list", "a string");
    };
  }

  static Hash32 hash(RlpItem item, String what) {
    return new Hash32(string(item, Hash32.LENGTH, what));
  }

  static Address address(RlpItem item, String what) {
    return new Address(string(item, Address.LENGTH, what));
  }

  static Bytes string(RlpItem item, int length, String what) {
    Bytes bytes = string(item, what);
    requireLength(bytes, length, what);
    return bytes;
  }

  static BigInteger number(RlpItem item, int bytesMax, String what) {
    Bytes bytes = string(item, what);
    requireNumber(bytes, bytesMax, what);
    return new BigInteger(1, bytes.toArray());
  }

  /** A number that fits 63 bits, as those of real chains do. */
  static long smallNumber(RlpItem item, String what) {
    BigInteger number = number(item, Long.BYTES, what);
    if (number.bitLength() >= Long.SIZE) {
      throw new ProofException(WRONG_SHAPE, what, number, "less than 2^63");
    }
    return number.longValueExact();
  }

  static void requireLength(Bytes bytes, int length, String what) {
    if (bytes.length() != length) {
      throw new ProofException(WRONG_SHAPE, what, bytes.length() + " bytes", length);
    }
  }

  static void requireLengthMax(Bytes bytes, int bytesMax, String what) {
    if (bytes.length() > bytesMax) {
      throw new ProofException(WRONG_SHAPE, what, bytes.length() + " bytes", "at most " + bytesMax);
    }
  }

  /** Numbers have no leading zeros, or there would be more than one way to write each. */
  static void requireNumber(Bytes bytes, int bytesMax, String what) {
    requireLengthMax(bytes, bytesMax, what);
    if (bytes.length() > 0 && bytes.asByteBuffer().get() == 0) {
      throw new ProofException(NOT_RLP, what, "a leading zero", "none");
    }
  }
}
