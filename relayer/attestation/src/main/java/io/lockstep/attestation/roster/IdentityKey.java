package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An attester's public identity, an Ed25519 key (RFC 8032). It tells who said something; it has no
 * part in the quorum's signature.
 */
public record IdentityKey(Bytes bytes) {
  public static final int LENGTH = Ed25519.PUBLIC_KEY_SIZE;
  public static final int SIGNATURE_LENGTH = Ed25519.SIGNATURE_SIZE;

  public IdentityKey {
    Require.length(bytes, LENGTH, "identity key");
    // A point outside the prime-order group would have signatures that fit several messages.
    if (!Ed25519.validatePublicKeyFull(bytes.toArray(), 0)) {
      throw new AttestationException(
          NOT_A_POINT, "identity key", bytes, "an Ed25519 key of the prime-order group");
    }
  }

  boolean signed(Bytes statement, Bytes signature) {
    byte[] text = statement.toArray();
    return signature.length() == SIGNATURE_LENGTH
        && Ed25519.verify(signature.toArray(), 0, bytes.toArray(), 0, text, 0, text.length);
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}
