package io.lockstep.app.testnet.attesters;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.atrest.Argon2Cost;
import io.lockstep.attestation.atrest.SealedSecret;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.protocol.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Writes what an attester reads at its start, as an operator and a ceremony would leave it.
 *
 * @param watched the chains and the lanes, as they stand in its configuration
 * @param relayer who may ask it for signatures besides its peers
 */
record AttesterFiles(LocalKeys keys, String watched, IdentityKey relayer) {
  static final String RELAYER = "demo";

  /** The passphrase is 32 random bytes, and lies beside what it seals. */
  private static final Argon2Cost COST = new Argon2Cost(1024, 1, 1);

  /**
   * Writes all of it.
   *
   * @param policy as it stands under {@code policy:}
   */
  void write(AttesterSite site, String policy) {
    SecretFile.createFolder(site.keys());
    // The server asks nobody on this machine for one.
    new SecretFile(site.databasePassword()).write("none".getBytes(StandardCharsets.US_ASCII));
    writeKeys(site);
    write(site.config(), config(site, policy));
  }

  private void writeKeys(AttesterSite site) {
    SecureRandom random = new SecureRandom();
    Passphrase passphrase = Passphrase.generate(random);
    new SecretFile(site.passphrase()).write(passphrase.reveal());
    write(site.keys().resolve("roster"), keys.roster().encode() + "\n");
    int place = keys.roster().identifiers().indexOf(site.self());
    CertifiedKey share = keys.shares().get(place);
    IdentitySigner identity = keys.identities().get(place);
    seal(site, "share", share.reveal(), share.label(), passphrase, random);
    seal(site, "identity", identity.reveal(), identity.key().bytes(), passphrase, random);
  }

  private static void seal(
      AttesterSite site,
      String what,
      byte[] secret,
      Bytes label,
      Passphrase passphrase,
      SecureRandom random) {
    SealedSecret sealed = SealedSecret.seal(secret, label, passphrase.characters(), COST, random);
    Path file = site.keys().resolve("attester-%s.%s".formatted(site.self(), what));
    new SecretFile(file).write(sealed.encode().toArray());
  }

  private String config(AttesterSite site, String policy) {
    return """
    # %s of two local chains, which ends with the command that started it. Every key is explained in
    # ops/config/attester.yaml.
    version: 1

    database:
      url: %s
      user: %s
      password: { file: "%s" }
      connections-max: 6

    keys: { attester: %s, folder: "%s", passphrase: { file: "%s" } }
    listen: { host: %s, port: %d }
    health: { host: %8$s, port: %d }
    coordinators:
      - { name: %s, identity: "%s" }
    policy:
    %s
    %s\
    """
        .formatted(
            site,
            site.database().url(),
            site.database().user(),
            site.databasePassword().toAbsolutePath(),
            site.self(),
            site.keys().toAbsolutePath(),
            site.passphrase().toAbsolutePath(),
            LocalAddress.HOST,
            site.address().port(),
            site.address().healthPort(),
            RELAYER,
            relayer,
            policy.indent(2).stripTrailing(),
            watched);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be written (%s)".formatted(file, e));
    }
  }
}
