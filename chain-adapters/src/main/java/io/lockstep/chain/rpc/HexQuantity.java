package io.lockstep.chain.rpc;

import java.math.BigInteger;

/** Numbers as nodes write them: with or without padding, and Ganache writes zero as no digits. */
final class HexQuantity {

  private HexQuantity() {}

  static BigInteger parse(String hex) {
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, 16);
  }
}
