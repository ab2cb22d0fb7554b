package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * An attester's public identity, an Ed25519 key (RFC 8032). It tells who said something; it has no
 * part in the quorum's signature.
 */
public final class IdentityKey {
  public static final int LENGTH = Ed25519.PUBLIC_KEY_SIZE;
  public static final int SIGNATURE_LENGTH = Ed25519.SIGNATURE_SIZE;

  private final Bytes bytes;

  /** The bytes as the point they are, found once and not for every signature. */
  private final Ed25519.PublicPoint point;

  public IdentityKey(Bytes bytes) {
    Require.length(bytes, LENGTH, "identity key");
    // A point outside the prime-order group would have signatures that fit several messages.
    Ed25519.PublicPoint found = Ed25519.validatePublicKeyFullExport(bytes.toArray(), 0);
    if (found == null) {
      throw new AttestationException(
          NOT_A_POINT, "identity key", bytes, "an Ed25519 key of the prime-order group");
    }
    this.bytes = bytes;
    this.point = found;
  }

  public Bytes bytes() {
    return bytes;
  }

  boolean signed(Bytes statement, Bytes signature) {
    byte[] text = statement.toArray();
    return signature.length() == SIGNATURE_LENGTH
        && Ed25519.verify(signature.toArray(), 0, point, text, 0, text.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdentityKey that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}
