package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep keys show}. */
@Command(
    name = "show",
    description =
        "Open an attester's files and check that they belong together; no secret is told.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "What a ceremony has written.")
  private Path folder = Path.of("");

  @Parameters(index = "1", paramLabel = "ATTESTER", description = "Its identifier, from 1.")
  private long attester;

  @Override
  public Integer call() {
    KeyFolder files = new KeyFolder(folder);
    try {
      show(files, Identifier.of(attester), files.passphrase(passphraseOption));
      return ExitCode.DONE;
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(folder, e.getMessage()));
    }
  }

  private void show(KeyFolder files, Identifier identifier, Passphrase passphrase) {
    Roster roster = files.readRoster();
    CertifiedKey key = files.readShare(identifier, roster, passphrase);
    files.readIdentity(identifier, roster, passphrase);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "attester %s of %d, of whom %d sign%n",
        identifier, roster.size(), key.key().publicKeys().threshold());
    out.printf("  identity     %s%n", roster.member(identifier).identity());
    out.printf("  address      %s%n", roster.member(identifier).address());
    out.printf("  key epoch    %s%n", key.keyEpoch());
    out.printf("  generation   %s%n", Long.toUnsignedString(key.generation()));
    out.printf("  px           0x%064x%n", key.groupKey().px());
    out.printf("  py           0x%064x%n", key.groupKey().py());
    out.printf("  roster       %s%n", roster.hash());
    out.printf("  certificate  %s, signed by all%n", key.certificate().hash());
    out.printf("The share opens, and is the one of the certificate.%n");
  }
}
