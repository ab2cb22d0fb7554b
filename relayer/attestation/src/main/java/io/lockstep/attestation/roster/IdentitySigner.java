package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Bytes;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The secret half of an {@link IdentityKey}. It has no text. */
public final class IdentitySigner {
  public static final int LENGTH = Ed25519.SECRET_KEY_SIZE;

  private final byte[] secret;
  private final IdentityKey key;

  private IdentitySigner(byte[] secret) {
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret, 0, publicKey, 0);
    this.secret = secret;
    this.key = new IdentityKey(Bytes.copyOf(publicKey));
  }

  public static IdentitySigner generate(SecureRandom random) {
    byte[] secret = new byte[LENGTH];
    Ed25519.generatePrivateKey(random, secret);
    return new IdentitySigner(secret);
  }

  /** Reads what {@link #reveal} gives. */
  public static IdentitySigner decode(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new AttestationException(
          WRONG_LENGTH, "identity secret", secret.length + " bytes", LENGTH);
    }
    return new IdentitySigner(secret.clone());
  }

  public IdentityKey key() {
    return key;
  }

  /** The secret itself, for whoever seals it. A copy. */
  public byte[] reveal() {
    return secret.clone();
  }

  Bytes sign(Bytes statement) {
    byte[] text = statement.toArray();
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, key.bytes().toArray(), 0, text, 0, text.length, signature, 0);
    return Bytes.copyOf(signature);
  }

  @Override
  public String toString() {
    return "IdentitySigner[key=" + key + "]";
  }
}
