package io.lockstep.app.keys;

import io.lockstep.app.keys.HeldEpochs.HeldEpoch;
import io.lockstep.app.keys.ceremony.Agreement;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep keys refresh}. */
@Command(
    name = "refresh",
    description = "Replace the shares of a key by new ones of the same key.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "All attesters of the roster run it together, and the key, its epoch and its",
      "gateways stay as they are. An attester that listens at the same address is",
      "stopped for the time. The old share is destroyed when all have said that",
      "they have stored the new one; until then it stays beside it as .share.old,",
      "and the same command run again, on all, ends it.",
    })
final class RefreshCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;
  @Mixin private SeatOptions options;

  @Option(
      names = "--session",
      required = true,
      paramLabel = "TEXT",
      description = "Agreed by all, and never used before: no attester takes part twice in one.")
  private String session = "";

  @Option(
      names = "--key-epoch",
      paramLabel = "NUMBER",
      description = "Of the key; the latest of the folder unless said.")
  private @Nullable Long keyEpoch;

  @Override
  public Integer call() {
    KeyFolder root = new KeyFolder(options.folder());
    Passphrase passphrase = root.passphrase(passphraseOption);
    Long epoch = keyEpoch;
    HeldEpoch held =
        HeldEpochs.in(root, options.attester(), passphrase)
            .chosen(epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch));
    KeyErrand errand = new KeyErrand(options, passphrase, spec.commandLine().getOut());
    return errand.run(
        errand.keys(held.files(), held.roster()),
        _ -> Agreement.onRefresh(held.roster(), held.share(), session));
  }
}
