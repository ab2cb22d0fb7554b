package io.lockstep.app.testnet.attesters;

import io.lockstep.app.testnet.AttesterDatabase;
import io.lockstep.attestation.frost.Identifier;
import java.nio.file.Path;

/**
 * What one attester has on this machine.
 *
 * @param folder of its configuration, its keys and what it prints
 */
public record AttesterSite(
    Identifier self, Path folder, LocalAddress address, AttesterDatabase database) {
  static final String PASSPHRASE = "passphrase";

  public Path config() {
    return folder.resolve("attester.yaml");
  }

  Path keys() {
    return folder.resolve("keys");
  }

  Path passphrase() {
    return keys().resolve(PASSPHRASE);
  }

  Path databasePassword() {
    return folder.resolve("database-password");
  }

  /** What it prints, the first time that it runs or a later one. */
  Path output(int run) {
    return folder.resolve("output-" + run);
  }

  @Override
  public String toString() {
    return "attester " + self;
  }
}
