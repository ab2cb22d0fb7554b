package io.lockstep.app.attester.operating;

import io.lockstep.app.CliException;
import io.lockstep.app.attester.OwnKeysConfig;
import io.lockstep.app.keys.KeyFolder;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Bytes;

/** What may be read of an attester's key without its passphrase. */
record OwnKeyFacts(String identity, String keyEpoch, String generation) {
  private static final int EPOCH_AT = 32 + 33;

  static OwnKeyFacts read(OwnKeysConfig config) {
    KeyFolder files = new KeyFolder(config.folder());
    try {
      Roster roster = files.readRoster();
      Bytes label = files.readLabel(config.attester());
      return new OwnKeyFacts(
          roster.member(config.attester()).identity().toString(),
          number(label, EPOCH_AT),
          number(label, EPOCH_AT + Long.BYTES));
    } catch (AttestationException | CliException e) {
      String why = "not readable (%s)".formatted(e.getMessage());
      return new OwnKeyFacts(why, why, why);
    }
  }

  private static String number(Bytes label, int at) {
    return Long.toUnsignedString(label.slice(at, Long.BYTES).asByteBuffer().getLong());
  }
}
