package io.lockstep.app.testnet.attesters;

import io.lockstep.app.CliException;
import io.lockstep.app.keys.IdentityFile;
import io.lockstep.app.keys.KeyFolder;
import io.lockstep.app.keys.Sealing;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.atrest.Argon2Cost;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.IdentitySigner;
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

  /** Nobody guesses 32 random bytes, so a guess need not be dear. */
  private static final Argon2Cost COST = new Argon2Cost(1024, 1, 1);

  /**
   * Writes all of it.
   *
   * @param policy as it stands under {@code policy:}
   */
  void write(AttesterSite site, String policy) {
    SecretFile.createFolder(site.folder());
    // The server asks nobody on this machine for one.
    new SecretFile(site.databasePassword()).write("none".getBytes(StandardCharsets.US_ASCII));
    writeKeys(site);
    write(site.config(), config(site, policy));
  }

  private void writeKeys(AttesterSite site) {
    int place = keys.roster().identifiers().indexOf(site.self());
    KeyFolder.write(
        site.keys(),
        keys.roster(),
        keys.shares().get(place),
        keys.identities().get(place),
        sealing(site.passphrase()));
  }

  /** What a relayer needs to ask the attesters: who they are and where, and who it is. */
  void writeRelayer(Path folder, IdentitySigner identity) {
    Sealing sealing = sealing(folder.resolve(AttesterSite.PASSPHRASE));
    write(folder.resolve("roster"), keys.roster().encode() + "\n");
    IdentityFile.in(folder).write(identity, sealing);
  }

  /** Lays a new passphrase beside what it seals: a lock with its key in it. */
  private static Sealing sealing(Path file) {
    SecureRandom random = new SecureRandom();
    Passphrase passphrase = Passphrase.generate(random);
    SecretFile.createFolder(file.resolveSibling(""));
    new SecretFile(file).write(passphrase.reveal());
    return new Sealing(passphrase, COST, random);
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
