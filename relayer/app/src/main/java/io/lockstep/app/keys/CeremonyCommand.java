package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.attestation.roster.Roster;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
      "With --roster, each attester runs this on its own machine with its own",
      "folder, after keys identity; what they say must be the same. Nobody begins",
      "before all are there. Run again after a crash, it goes on where it ended: it",
      "fetches the certificate that it missed, or gives it to those who did.",
      "",
      "All attesters of a local ceremony are in this process, which sees every",
      "share for a moment: a key of it is for tests and demos. Without a passphrase",
      "one is made and laid beside the files, where it protects nothing.",
    })
final class CeremonyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;

  @ArgGroup(exclusive = false)
  private @Nullable LocalKeys local;

  @ArgGroup(exclusive = false)
  private @Nullable NewKeyOptions networked;

  @Option(
      names = "--key-epoch",
      paramLabel = "NUMBER",
      description = "Under which gateways will know the key; 1 unless said.")
  private long keyEpoch = 1;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    LocalKeys here = local;
    NewKeyOptions together = networked;
    if ((here == null) == (together == null)) {
      throw CliException.permanent(
          "found %s of --local and --roster, expected one"
              .formatted(here == null ? "neither" : "both"));
    }
    if (together != null) {
      return made(together, out);
    }
    if (here != null) {
      here.make(keyEpoch, passphraseOption.passphrase(), out);
    }
    return ExitCode.DONE;
  }

  private int made(NewKeyOptions options, PrintWriter out) {
    Roster roster = options.roster();
    KeyFolder root = new KeyFolder(options.folder());
    KeyErrand errand = new KeyErrand(options, root.passphrase(passphraseOption), out);
    return errand.run(errand.keys(root, roster), _ -> options.agreement(roster, keyEpoch));
  }
}
