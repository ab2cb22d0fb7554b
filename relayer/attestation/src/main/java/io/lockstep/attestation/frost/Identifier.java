package io.lockstep.attestation.frost;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Who a participant is: the place at which the secret polynomial gives its share. Never zero, where
 * the polynomial gives the key itself.
 */
public record Identifier(BigInteger value) implements Comparable<Identifier> {
  public static final int LENGTH = Scalars.LENGTH;

  public Identifier {
    Require.inRange(value, BigInteger.ONE, Secp256k1.ORDER.subtract(BigInteger.ONE), "identifier");
  }

  public static Identifier of(long value) {
    return new Identifier(BigInteger.valueOf(value));
  }

  public static Identifier decode(Bytes bytes) {
    Require.length(bytes, LENGTH, "identifier");
    return read(bytes.asByteBuffer());
  }

  static Identifier read(ByteBuffer in) {
    return new Identifier(Scalars.read(in));
  }

  public Bytes encode() {
    return Bytes.copyOf(Scalars.bytes(value));
  }

  @Override
  public int compareTo(Identifier other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
