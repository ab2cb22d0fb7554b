package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.attestation.roster.Roster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep keys rotate}. */
@Command(
    name = "rotate",
    description = "Make the key of the next epoch, with the same or another roster and threshold.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The share goes into epoch-NUMBER in the folder, beside the one that signs",
      "until the grace of its epoch ends; keys destroy ends that one. Who joins",
      "with this key only runs keys ceremony. An attester that listens at the same",
      "address is stopped for the time.",
    })
final class RotateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;
  @Mixin private NewKeyOptions options;

  @Option(
      names = "--key-epoch",
      required = true,
      paramLabel = "NUMBER",
      description = "Under which gateways will know the key: above that of every key before.")
  private long keyEpoch;

  @Override
  public Integer call() {
    KeyFolder root = new KeyFolder(options.folder());
    Passphrase passphrase = root.passphrase(passphraseOption);
    requireLater(root, passphrase);
    Roster roster = options.roster();
    KeyErrand errand = new KeyErrand(options, passphrase, spec.commandLine().getOut());
    return errand.run(
        errand.keys(root.epoch(keyEpoch), roster), _ -> options.agreement(roster, keyEpoch));
  }

  private void requireLater(KeyFolder root, Passphrase passphrase) {
    HeldEpochs epochs = HeldEpochs.in(root, options.attester(), passphrase);
    if (epochs.all().isEmpty()) {
      throw CliException.permanent(
          "%s: found no key, expected one to rotate; keys ceremony makes the first"
              .formatted(root.path()));
    }
    epochs.all().stream()
        .filter(held -> !held.files().equals(root.epoch(keyEpoch)))
        .filter(held -> held.share().keyEpoch() >= keyEpoch)
        .findFirst()
        .ifPresent(held -> {
          throw CliException.permanent(
              "--key-epoch: found %d, expected more than %d, which is in %s"
                  .formatted(keyEpoch, held.share().keyEpoch(), held.files().path()));
        });
  }
}
