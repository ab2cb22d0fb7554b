package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.attestation.roster.IdentitySigner;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep keys identity}. */
@Command(
    name = "identity",
    description = "Make the identity of an attester or a relayer, once, and print its public key.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Run again, it prints the key of the identity that is there. Rosters name",
      "attesters by it, and attesters name by it the relayers that may ask for",
      "signatures.",
    })
final class IdentityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the sealed identity is, or is to be.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    Passphrase passphrase = new KeyFolder(folder).passphrase(passphraseOption);
    IdentityFile file = IdentityFile.in(folder);
    IdentitySigner identity =
        file.exists() ? file.read(passphrase) : made(file, passphrase, new SecureRandom());
    spec.commandLine().getOut().println(identity.key());
    return ExitCode.DONE;
  }

  private IdentitySigner made(IdentityFile file, Passphrase passphrase, SecureRandom random) {
    KeyFolder files = KeyFolder.create(folder);
    if (files.holdsIdentities()) {
      throw CliException.permanent(
          "%s: found identities of attesters in it, expected a folder of one's own"
              .formatted(folder));
    }
    IdentitySigner identity = IdentitySigner.generate(random);
    file.write(identity, Sealing.standard(passphrase, random));
    return identity;
  }
}
