package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a TLS key speaks for an identity, until a day. It travels inside the certificate of that
 * key, so no authority is needed: who knows the identity knows the certificate.
 *
 * @param tlsKey the hash of the certificate's public key
 * @param until in whole seconds
 */
public record TlsKeyStatement(IdentityKey identity, Hash32 tlsKey, Instant until, Bytes signature) {
  private static final byte[] TAG = "LOCKSTEP_TLS_KEY_V1".getBytes(StandardCharsets.US_ASCII);

  private static final int LENGTH =
      IdentityKey.LENGTH + Hash32.LENGTH + Long.BYTES + IdentityKey.SIGNATURE_LENGTH;

  public TlsKeyStatement {
    Require.length(signature, IdentityKey.SIGNATURE_LENGTH, "signature of a TLS key");
    if (!until.equals(until.truncatedTo(ChronoUnit.SECONDS))) {
      throw new AttestationException(OUT_OF_RANGE, "end of a TLS key", until, "a whole second");
    }
  }

  public static TlsKeyStatement sign(IdentitySigner signer, Hash32 tlsKey, Instant until) {
    return new TlsKeyStatement(
        signer.key(), tlsKey, until, signer.sign(statement(signer.key(), tlsKey, until)));
  }

  public static TlsKeyStatement decode(Bytes bytes) {
    Require.length(bytes, LENGTH, "statement of a TLS key");
    int tlsKeyAt = IdentityKey.LENGTH;
    int untilAt = tlsKeyAt + Hash32.LENGTH;
    int signatureAt = untilAt + Long.BYTES;
    return new TlsKeyStatement(
        new IdentityKey(bytes.slice(0, IdentityKey.LENGTH)),
        new Hash32(bytes.slice(tlsKeyAt, Hash32.LENGTH)),
        instant(bytes.slice(untilAt, Long.BYTES).asByteBuffer().getLong()),
        bytes.slice(signatureAt, IdentityKey.SIGNATURE_LENGTH));
  }

  private static Instant instant(long seconds) {
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      throw new AttestationException(
          OUT_OF_RANGE, "end of a TLS key", seconds, "seconds since 1970");
    }
    return Instant.ofEpochSecond(seconds);
  }

  /** Identity key (32 bytes) ‖ hash of the TLS key (32) ‖ until (8) ‖ signature (64). */
  public Bytes encode() {
    return Bytes.copyOf(
        ByteBuffer.allocate(LENGTH)
            .put(identity.bytes().asByteBuffer())
            .put(tlsKey.bytes().asByteBuffer())
            .putLong(until.getEpochSecond())
            .put(signature.asByteBuffer())
            .array());
  }

  /**
   * Checks that the identity said it of this key, and that it still holds.
   *
   * @throws AttestationException if not
   */
  public IdentityKey requireOf(Hash32 presented, Instant now) {
    if (!presented.equals(tlsKey)
        || !identity.signed(statement(identity, tlsKey, until), signature)) {
      throw new AttestationException(
          NOT_SIGNED, "TLS key " + presented, "no statement of " + identity, "one about this key");
    }
    if (!now.isBefore(until)) {
      throw new AttestationException(
          OUT_OF_RANGE, "TLS key of " + identity, "one that ended at " + until, "a later end");
    }
    return identity;
  }

  private static Bytes statement(IdentityKey identity, Hash32 tlsKey, Instant until) {
    return Bytes.copyOf(
        ByteBuffer.allocate(TAG.length + IdentityKey.LENGTH + Hash32.LENGTH + Long.BYTES)
            .put(TAG)
            .put(identity.bytes().asByteBuffer())
            .put(tlsKey.bytes().asByteBuffer())
            .putLong(until.getEpochSecond())
            .array());
  }
}
