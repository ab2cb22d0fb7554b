package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The shares that an attester holds, of one epoch or of several. */
record HeldEpochs(KeyFolder root, List<HeldEpoch> all) {
  /** One of them, and where it is. */
  record HeldEpoch(KeyFolder files, Roster roster, CertifiedKey share) {}

  HeldEpochs {
    all = List.copyOf(all);
  }

  /** Rising by epoch. */
  static HeldEpochs in(KeyFolder root, Identifier attester, Passphrase passphrase) {
    return new HeldEpochs(
        root,
        root.all().stream()
            .filter(files -> Files.exists(files.shareFile(attester)))
            .map(files -> opened(files, attester, passphrase))
            .sorted(Comparator.comparingLong(held -> held.share().keyEpoch()))
            .toList());
  }

  private static HeldEpoch opened(KeyFolder files, Identifier attester, Passphrase passphrase) {
    try {
      Roster roster = files.readRoster();
      return new HeldEpoch(files, roster, files.readShare(attester, roster, passphrase));
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(files.path(), e.getMessage()));
    }
  }

  /** The one that is named, or the latest. */
  HeldEpoch chosen(OptionalLong keyEpoch) {
    return all.stream()
        .filter(held -> keyEpoch.isEmpty() || held.share().keyEpoch() == keyEpoch.getAsLong())
        .reduce((_, later) -> later)
        .orElseThrow(() ->
            CliException.permanent(
                "%s: found shares of the epochs %s, expected one of %s"
                    .formatted(
                        root.path(),
                        all.stream().map(held -> held.share().keyEpoch()).toList(),
                        keyEpoch.isEmpty() ? "any" : "epoch " + keyEpoch.getAsLong())));
  }
}
