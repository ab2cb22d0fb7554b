package io.lockstep.attestation.frost;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.group.Points;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import java.nio.ByteBuffer;

/**
 * What a signer publishes of a pair of nonces before it is asked for a share. Neither point can be
 * infinity, which would stand for a nonce of zero.
 */
public record SigningCommitment(Identifier identifier, CurvePoint hiding, CurvePoint binding) {
  public static final int LENGTH = Identifier.LENGTH + 2 * Points.LENGTH;

  public static SigningCommitment decode(Bytes bytes) {
    Require.length(bytes, LENGTH, "commitment");
    return read(bytes.asByteBuffer());
  }

  static SigningCommitment read(ByteBuffer in) {
    return new SigningCommitment(
        Identifier.read(in),
        Points.read(in, "hiding commitment"),
        Points.read(in, "binding commitment"));
  }

  /**
   * Identifier (32 bytes) ‖ hiding point (33) ‖ binding point (33), which is what RFC 9591 hashes.
   */
  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    writeTo(out);
    return Bytes.copyOf(out.array());
  }

  void writeTo(ByteBuffer out) {
    out.put(identifier.encode().asByteBuffer())
        .put(hiding.compressed().asByteBuffer())
        .put(binding.compressed().asByteBuffer());
  }
}
