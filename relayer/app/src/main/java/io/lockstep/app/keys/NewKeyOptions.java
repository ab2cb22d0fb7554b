package io.lockstep.app.keys;

import io.lockstep.app.keys.ceremony.Agreement;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.InteroperableAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What all attesters must say alike to make a key across machines. */
final class NewKeyOptions extends SeatOptions {
  @Option(
      names = "--roster",
      required = true,
      paramLabel = "FILE",
      description = "Who takes part; ops/config/roster.yaml explains every key.")
  private Path roster = Path.of("");

  @Option(
      names = "--threshold",
      required = true,
      paramLabel = "T",
      description = "How many of them sign.")
  private int threshold;

  @Option(
      names = "--session",
      required = true,
      paramLabel = "TEXT",
      description = "Agreed by all, and never used before: no attester takes part twice in one.")
  private String session = "";

  @Option(
      names = "--gateway",
      paramLabel = "CHAINID:ADDRESS",
      description = {
        "A gateway that shall take the key, the same for all; may be repeated.",
        "The attesters sign for it that the key exists, and print the transaction."
      },
      converter = GatewayConverter.class)
  private List<InteroperableAddress> gateways = new ArrayList<>();

  Roster roster() {
    return RosterFile.read(roster);
  }

  Agreement agreement(Roster read, long keyEpoch) {
    return Agreement.onNewKey(read, threshold, keyEpoch, gateways, session);
  }
}
