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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "What a ceremony or keys identity has written.")
  private Path folder = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ATTESTER",
      description = "Its identifier, from 1; needed only where a ceremony was local.")
  private @Nullable Long attester;

  @Override
  public Integer call() {
    KeyFolder root = new KeyFolder(folder);
    try {
      Long said = attester;
      if (said != null) {
        showKeys(root, Identifier.of(said), root.passphrase(passphraseOption));
      } else {
        show(root, root.passphrase(passphraseOption));
      }
      return ExitCode.DONE;
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(folder, e.getMessage()));
    }
  }

  private void show(KeyFolder root, Passphrase passphrase) {
    List<Identifier> holders = root.holders();
    if (holders.size() > 1) {
      throw CliException.permanent(
          "%s: found files of attesters %s, expected to be told of which: keys show %s ATTESTER"
              .formatted(folder, holders, folder));
    }
    IdentityFile identity = IdentityFile.in(folder);
    if (identity.exists()) {
      out().printf("identity       %s%n", identity.read(passphrase).key());
    }
    if (!holders.isEmpty()) {
      showKeys(root, holders.getFirst(), passphrase);
    } else if (identity.exists()) {
      out().println("No key yet.");
    } else {
      throw CliException.permanent(
          "%s: found no identity and no share, expected one".formatted(folder));
    }
  }

  private void showKeys(KeyFolder root, Identifier identifier, Passphrase passphrase) {
    List<KeyFolder> folders = root.all();
    if (folders.isEmpty() && root.pending(identifier).isEmpty()) {
      // Which names the file that is missing.
      root.readRoster();
    }
    folders.forEach(files -> showKey(files, identifier, passphrase, folders.size() > 1));
    root.withEpochs().stream()
        .flatMap(files -> files.pending(identifier).stream())
        .forEach(pending ->
            out()
                .printf(
                    "A share that is not certified yet: %s; run its ceremony again.%n", pending));
  }

  private void showKey(
      KeyFolder files, Identifier identifier, Passphrase passphrase, boolean several) {
    Path shareFile = files.shareFile(identifier);
    if (!Files.exists(shareFile) && several) {
      out().printf("%s holds no share any more.%n", files.path());
      return;
    }
    Roster roster = files.readRoster();
    CertifiedKey key = files.readShare(identifier, roster, passphrase);
    files.readIdentity(identifier, roster, passphrase);
    tell(key, roster, identifier);
    if (Files.exists(Path.of(shareFile + ".old"))) {
      out()
          .printf(
              "The share of before is there too, as not all have confirmed the refresh: %s.old%n",
              shareFile);
    }
  }

  private void tell(CertifiedKey key, Roster roster, Identifier identifier) {
    PrintWriter out = out();
    out.printf(
        "attester %s of %d, of whom %d sign%n",
        identifier, roster.size(), key.key().publicKeys().threshold());
    out.printf("  identity     %s%n", roster.member(identifier).identity());
    out.printf("  address      %s%n", roster.member(identifier).address());
    HeldReport.tellKey(out, key);
    out.printf("The share opens, and is the one of the certificate.%n");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
