package io.lockstep.attestation.frost;

import io.lockstep.attestation.group.Points;
import io.lockstep.protocol.CurvePoint;
import java.nio.ByteBuffer;

/**
 * What everybody knows of one participant's secret share: the generator times it. It convicts who
 * sends a wrong signature share.
 */
public record VerificationShare(Identifier identifier, CurvePoint point) {
  static final int LENGTH = Identifier.LENGTH + Points.LENGTH;

  static VerificationShare read(ByteBuffer in) {
    return new VerificationShare(Identifier.read(in), Points.read(in, "verification share"));
  }

  void writeTo(ByteBuffer out) {
    out.put(identifier.encode().asByteBuffer()).put(point.compressed().asByteBuffer());
  }
}
