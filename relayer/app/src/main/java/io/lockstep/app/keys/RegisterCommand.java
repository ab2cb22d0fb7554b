package io.lockstep.app.keys;

import io.lockstep.app.keys.HeldEpochs.HeldEpoch;
import io.lockstep.app.keys.ceremony.Agreement;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.protocol.InteroperableAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep keys register}. */
@Command(
    name = "register",
    description =
        "Sign for gateways that a key exists, and print the transactions they take it by.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "For gateways that were not named in the ceremony: a quorum of the attesters",
      "runs it together. Nothing is sent. An attester that listens at the same",
      "address is stopped for the time.",
    })
final class RegisterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;
  @Mixin private SeatOptions options;

  @Option(
      names = "--gateway",
      required = true,
      paramLabel = "CHAINID:ADDRESS",
      description = "A gateway that shall take the key, the same for all; may be repeated.",
      converter = GatewayConverter.class)
  private List<InteroperableAddress> gateways = new ArrayList<>();

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
        _ -> Agreement.onRegistration(held.roster(), held.share(), gateways));
  }
}
