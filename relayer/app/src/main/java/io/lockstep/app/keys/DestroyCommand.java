package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.keys.HeldEpochs.HeldEpoch;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep keys destroy}. */
@Command(
    name = "destroy",
    description = "Destroy the share of an epoch whose grace has ended on every gateway.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ask every gateway first, at a final block: keyEpochs() must have a later",
      "currentEpoch that has started, and the epoch neither as currentEpoch nor,",
      "before previousExpiresAt, as previousEpoch. Each attester destroys its own",
      "share: t of them left anywhere sign for ever.",
    })
final class DestroyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "FOLDER",
      description = "This attester's own.")
  private Path folder = Path.of("");

  @Option(
      names = "--attester",
      required = true,
      paramLabel = "N",
      description = "Its number on the roster.")
  private long attester;

  @Option(
      names = "--key-epoch",
      required = true,
      paramLabel = "NUMBER",
      description = "Of the share that is destroyed.")
  private long keyEpoch;

  @Option(
      names = "--grace-ended",
      description = "That you have asked every gateway. Without it nothing is destroyed.")
  private boolean graceEnded;

  @Override
  public Integer call() {
    KeyFolder root = new KeyFolder(folder);
    Passphrase passphrase = root.passphrase(passphraseOption);
    try {
      destroy(HeldEpochs.in(root, Identifier.of(attester), passphrase));
      return ExitCode.DONE;
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(folder, e.getMessage()));
    }
  }

  private void destroy(HeldEpochs epochs) {
    HeldEpoch held = epochs.chosen(OptionalLong.of(keyEpoch));
    if (epochs.chosen(OptionalLong.empty()).equals(held)) {
      throw CliException.permanent(
          "%s: found epoch %d as the latest, expected a later one before it is destroyed"
              .formatted(folder, keyEpoch));
    }
    if (!graceEnded) {
      throw CliException.permanent(
          "--grace-ended: found it missing; ask keyEpochs() of every gateway at a final block first"
              + " (keys destroy --help)");
    }
    String prefix = "attester-%s.".formatted(held.share().identifier());
    held.files().entries(prefix).stream()
        .filter(file -> !file.toString().endsWith(".identity"))
        .forEach(file -> new SecretFile(file).destroy());
    spec.commandLine()
        .getOut()
        .printf(
            "The share of epoch %d is destroyed in %s; copies and backups of it are yours to find.%n",
            keyEpoch, held.files().path());
  }
}
