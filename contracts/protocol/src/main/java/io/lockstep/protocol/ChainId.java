package io.lockstep.protocol;

import java.math.BigInteger;

/** An EIP-155 chain id. It fits 64 bits, unsigned, as the gateways demand. */
public record ChainId(BigInteger value) {
  private static final BigInteger MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  public ChainId {
    Require.inRange(value, BigInteger.ONE, MAX, "chain id");
  }

  public static ChainId of(long value) {
    return new ChainId(BigInteger.valueOf(value));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
