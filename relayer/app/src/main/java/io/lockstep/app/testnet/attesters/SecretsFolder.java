package io.lockstep.app.testnet.attesters;

import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.atrest.Argon2Cost;
import io.lockstep.attestation.atrest.SealedSecret;
import io.lockstep.protocol.Bytes;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Sealed files, and their passphrase beside them: a lock with its key in it, for demos. */
record SecretsFolder(Path path, Passphrase passphrase, SecureRandom random) {
  static final String PASSPHRASE = "passphrase";

  /** Nobody guesses 32 random bytes, so a guess need not be dear. */
  private static final Argon2Cost COST = new Argon2Cost(1024, 1, 1);

  static SecretsFolder create(Path path) {
    SecureRandom random = new SecureRandom();
    Passphrase passphrase = Passphrase.generate(random);
    SecretFile.createFolder(path);
    new SecretFile(path.resolve(PASSPHRASE)).write(passphrase.reveal());
    return new SecretsFolder(path, passphrase, random);
  }

  /**
   * Seals a secret into a file of its own.
   *
   * @param label public: what the secret is
   */
  void seal(String file, byte[] secret, Bytes label) {
    SealedSecret sealed = SealedSecret.seal(secret, label, passphrase.characters(), COST, random);
    new SecretFile(path.resolve(file)).write(sealed.encode().toArray());
  }
}
