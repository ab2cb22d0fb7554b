package io.lockstep.app.attester;

import io.lockstep.app.CliException;
import io.lockstep.app.config.Secret;
import io.lockstep.app.keys.KeyFolder;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.signing.QuorumKey;
import java.nio.charset.StandardCharsets;

/** What one attester has of the quorum's key, opened. */
public record AttesterKeys(QuorumKey quorum, KeyPackage share, IdentitySigner identity) {

  /** Opens the files of the key folder, and refuses any that do not belong together. */
  public static AttesterKeys open(OwnKeysConfig config) {
    KeyFolder files = new KeyFolder(config.folder());
    Passphrase passphrase = passphrase(config.passphrase());
    try {
      Roster roster = files.readRoster();
      CertifiedKey key = files.readShare(config.attester(), roster, passphrase);
      IdentitySigner identity = files.readIdentity(config.attester(), roster, passphrase);
      QuorumKey quorum = new QuorumKey(roster, key.keyEpoch(), key.key().publicKeys());
      return new AttesterKeys(quorum, key.key(), identity);
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(config.folder(), e.getMessage()));
    }
  }

  private static Passphrase passphrase(Secret secret) {
    return Passphrase.of(secret.reveal().getBytes(StandardCharsets.UTF_8), secret.toString());
  }

  public Identifier self() {
    return share.identifier();
  }

  /** Nothing of it is secret. */
  @Override
  public String toString() {
    return "attester %s of %d, key epoch %d"
        .formatted(self(), quorum.roster().size(), quorum.epoch());
  }
}
