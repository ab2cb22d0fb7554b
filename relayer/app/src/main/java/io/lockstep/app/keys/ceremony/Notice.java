package io.lockstep.app.keys.ceremony;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.nio.ByteBuffer;

/** How far an attester says it has come with the share of a certificate. */
record Notice(Progressed progressed, Hash32 certificate) {
  private static final int LENGTH = 1 + Hash32.LENGTH;

  /** The steps after a ceremony. */
  enum Progressed {
    /** Its certified share is on its disk. */
    STORED(0),
    /** It needs nobody any more. */
    FINISHED(1);

    private final byte code;

    Progressed(int code) {
      this.code = (byte) code;
    }
  }

  static Notice stored(Hash32 certificate) {
    return new Notice(Progressed.STORED, certificate);
  }

  static Notice finished(Hash32 certificate) {
    return new Notice(Progressed.FINISHED, certificate);
  }

  /** Step (1 byte) ‖ certificate (32). */
  Bytes encode() {
    return Bytes.copyOf(
        ByteBuffer.allocate(LENGTH)
            .put(progressed.code)
            .put(certificate.bytes().asByteBuffer())
            .array());
  }

  static Notice decode(Bytes bytes) {
    Require.length(bytes, LENGTH, "notice");
    Hash32 certificate = new Hash32(bytes.slice(1, Hash32.LENGTH));
    return switch (bytes.toArray()[0]) {
      case 0 -> stored(certificate);
      case 1 -> finished(certificate);
      default -> throw new AttestationException(OUT_OF_RANGE, "step of a notice", bytes, "0 or 1");
    };
  }
}
