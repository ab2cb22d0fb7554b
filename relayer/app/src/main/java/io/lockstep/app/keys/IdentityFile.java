package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.IdentitySigner;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The identity of an attester or of a relayer, sealed in a file of its own. It outlasts the keys of
 * the quorum: rosters and lists of coordinators name it.
 */
public record IdentityFile(Path path) {
  static final String NAME = "identity";

  public static IdentityFile in(Path folder) {
    return new IdentityFile(folder.resolve(NAME));
  }

  public boolean exists() {
    return Files.exists(path);
  }

  /** Refuses to write over one that is there: whoever is listed by it would be nobody. */
  public void write(IdentitySigner identity, Sealing sealing) {
    new SecretFile(path).write(sealing.seal(identity.reveal(), identity.key().bytes()));
  }

  public IdentitySigner read(Passphrase passphrase) {
    Sealing.Opened opened = Sealing.open(path, passphrase);
    IdentitySigner identity = IdentitySigner.decode(opened.secret());
    if (!identity.key().bytes().equals(opened.label())) {
      throw CliException.permanent(
          "%s: found the identity %s, expected %s as its label says"
              .formatted(path, identity.key(), opened.label()));
    }
    return identity;
  }

  /** One that must be a certain one. */
  public IdentitySigner read(Passphrase passphrase, IdentityKey expected, String whose) {
    IdentitySigner identity = read(passphrase);
    if (!identity.key().equals(expected)) {
      throw CliException.permanent(
          "%s: found the identity %s, expected that of %s, %s"
              .formatted(path, identity.key(), whose, expected));
    }
    return identity;
  }
}
