package io.lockstep.app.coordination;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.QuorumKey;
import java.time.InstantSource;
import java.util.Map;

/** What all signings of one panel share. */
record PanelParts(
    QuorumKey key,
    CommitmentStore store,
    Map<Identifier, SeatLine> lines,
    Authors authors,
    PanelTiming timing,
    InstantSource clock,
    PanelListener listener) {
  PanelParts {
    lines = Map.copyOf(lines);
  }

  /** So many may refuse, and a quorum is left. */
  static int refusalsMax(QuorumKey key) {
    return key.roster().size() - key.threshold();
  }
}
