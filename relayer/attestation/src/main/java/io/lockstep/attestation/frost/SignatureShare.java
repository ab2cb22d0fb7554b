package io.lockstep.attestation.frost;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** One signer's part of z. The parts of all who committed add up to it. */
public record SignatureShare(Identifier identifier, BigInteger z) {
  public static final int LENGTH = Identifier.LENGTH + Scalars.LENGTH;

  public SignatureShare {
    Require.inRange(
        z, BigInteger.ZERO, Secp256k1.ORDER.subtract(BigInteger.ONE), "signature share");
  }

  /** What was secret until it became a share. */
  static SignatureShare of(Identifier identifier, SecretScalar z) {
    return new SignatureShare(identifier, new BigInteger(1, z.reveal()));
  }

  public static SignatureShare decode(Bytes bytes) {
    Require.length(bytes, LENGTH, "signature share");
    ByteBuffer in = bytes.asByteBuffer();
    return new SignatureShare(Identifier.read(in), Scalars.read(in));
  }

  /** Identifier (32 bytes) ‖ z (32). */
  public Bytes encode() {
    return Bytes.copyOf(
        ByteBuffer.allocate(LENGTH)
            .put(identifier.encode().asByteBuffer())
            .put(Scalars.bytes(z))
            .array());
  }
}
