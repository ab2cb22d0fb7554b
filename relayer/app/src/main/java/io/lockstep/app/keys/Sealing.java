package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.atrest.Argon2Cost;
import io.lockstep.attestation.atrest.SealedSecret;
import io.lockstep.protocol.Bytes;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * How secrets are sealed at rest.
 *
 * @param cost of a guess at the passphrase, for what is sealed from now on
 */
public record Sealing(Passphrase passphrase, Argon2Cost cost, SecureRandom random) {
  /** A secret and what its file says it is, which is authenticated with it. */
  static final class Opened {
    private final byte[] secret;
    private final Bytes label;

    private Opened(byte[] secret, Bytes label) {
      this.secret = secret;
      this.label = label;
    }

    byte[] secret() {
      return secret.clone();
    }

    Bytes label() {
      return label;
    }
  }

  public static Sealing standard(Passphrase passphrase, SecureRandom random) {
    return new Sealing(passphrase, Argon2Cost.STANDARD, random);
  }

  byte[] seal(byte[] secret, Bytes label) {
    return SealedSecret.seal(secret, label, passphrase.characters(), cost, random)
        .encode()
        .toArray();
  }

  static Opened open(Path file, Passphrase passphrase) {
    try {
      SealedSecret sealed = SealedSecret.decode(Bytes.copyOf(new SecretFile(file).read()));
      return new Opened(sealed.open(passphrase.characters()), sealed.label());
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(file, e.getMessage()));
    }
  }

  /** Without the passphrase. */
  @Override
  public String toString() {
    return "Sealing[cost=" + cost + "]";
  }
}
