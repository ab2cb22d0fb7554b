package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Bytes;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * The secret half of a {@link OneTimePublicKey}. It has no text, and leaves its participant only in
 * a complaint, which ends the ceremony.
 */
final class OneTimeKey {
  static final int LENGTH = X25519PrivateKeyParameters.KEY_SIZE;

  private final X25519PrivateKeyParameters secret;
  private final OneTimePublicKey publicKey;

  private OneTimeKey(X25519PrivateKeyParameters secret) {
    this.secret = secret;
    this.publicKey = new OneTimePublicKey(Bytes.copyOf(secret.generatePublicKey().getEncoded()));
  }

  static OneTimeKey generate(SecureRandom random) {
    return new OneTimeKey(new X25519PrivateKeyParameters(random));
  }

  static OneTimeKey decode(Bytes secret) {
    if (secret.length() != LENGTH) {
      throw new AttestationException(
          WRONG_LENGTH, "one-time key", secret.length() + " bytes", LENGTH);
    }
    return new OneTimeKey(new X25519PrivateKeyParameters(secret.toArray()));
  }

  OneTimePublicKey publicKey() {
    return publicKey;
  }

  /** The secret itself, for a complaint. */
  Bytes reveal() {
    return Bytes.copyOf(secret.getEncoded());
  }

  /** What was sealed to this key under the same info, if it was. */
  Optional<byte[]> open(SealedShare sealed, Bytes info) {
    try {
      AsymmetricCipherKeyPair pair =
          new AsymmetricCipherKeyPair(
              new X25519PublicKeyParameters(publicKey.bytes().toArray()), secret);
      byte[] opened =
          SealedShare.suite()
              .setupBaseR(sealed.encapsulation().toArray(), pair, info.toArray())
              .open(new byte[0], sealed.ciphertext().toArray());
      return Optional.of(opened);
    } catch (InvalidCipherTextException | IllegalStateException e) {
      // The second is Bouncy Castle's answer to an encapsulated key of low order.
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "OneTimeKey[publicKey=" + publicKey.bytes() + "]";
  }
}
