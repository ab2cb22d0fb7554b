package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.protocol.GroupKey;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep keys ceremony}. */
@Command(
    name = "ceremony",
    description = "Make a key that nobody holds, and a share of it for each attester.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "All attesters of a local ceremony are in this process, which sees every",
      "share for a moment: a key of it is for tests and demos. Without a passphrase",
      "one is made and laid beside the files, where it protects nothing.",
    })
final class CeremonyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;

  @Option(
      names = "--local",
      required = true,
      paramLabel = "T-of-N",
      description = "Hold the ceremony in this process, for N attesters of whom T sign.",
      converter = QuorumSize.Converter.class)
  private QuorumSize size = new QuorumSize(3, 4);

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".lockstep/keys",
      description =
          "Where the roster and the sealed files go; it must be new or empty. ${DEFAULT-VALUE} if not given.")
  private Path folder = Path.of("");

  @Option(
      names = "--key-epoch",
      paramLabel = "NUMBER",
      description = "Under which gateways will know the key; 1 unless said.")
  private long keyEpoch = 1;

  @Override
  public Integer call() {
    Optional<Passphrase> said = passphraseOption.passphrase();
    requireEmpty();
    SecureRandom random = new SecureRandom();
    LocalCeremony ceremony;
    List<CertifiedKey> keys;
    try {
      ceremony = LocalCeremony.among(size.count(), random);
      keys = ceremony.newKey(size.threshold(), keyEpoch);
    } catch (AttestationException e) {
      throw CliException.permanent("a key for %s: %s".formatted(size, e.getMessage()));
    }
    KeyFolder files = KeyFolder.create(folder);
    write(files, ceremony, keys, said.orElseGet(() -> files.generatePassphrase(random)), random);
    tell(keys.getFirst());
    if (said.isEmpty()) {
      spec.commandLine()
          .getOut()
          .println("The passphrase lies beside them, as nobody said one: this is for a demo only.");
    }
    return ExitCode.DONE;
  }

  private void requireEmpty() {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw CliException.permanent(
            "%s: found files, expected a new or an empty folder".formatted(folder));
      }
    } catch (java.io.IOException e) {
      throw CliException.permanent("%s cannot be read (%s)".formatted(folder, e));
    }
  }

  private static void write(
      KeyFolder files,
      LocalCeremony ceremony,
      List<CertifiedKey> keys,
      Passphrase passphrase,
      SecureRandom random) {
    files.writeRoster(ceremony.roster());
    for (int i = 0; i < keys.size(); i++) {
      CertifiedKey key = keys.get(i);
      files.writeIdentity(key.identifier(), ceremony.signers().get(i), passphrase, random);
      files.writeShare(key, passphrase, random);
    }
  }

  private void tell(CertifiedKey key) {
    PrintWriter out = spec.commandLine().getOut();
    GroupKey groupKey = key.groupKey();
    out.printf("%s attesters hold a share each; the key itself is nowhere.%n", size.count());
    out.printf("  key epoch    %s%n", keyEpoch);
    out.printf("  px           0x%064x%n", groupKey.px());
    out.printf("  py           0x%064x%n", groupKey.py());
    out.printf("  certificate  %s, signed by all%n", key.certificate().hash());
    out.printf("  files        %s%n", folder);
    out.printf("Look at one with: ./lockstep keys show %s 1%n", folder);
  }
}
