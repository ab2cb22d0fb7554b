package io.lockstep.app.attester.desk;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.port.CheckpointStore;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.LaneId;

/**
 * Holds what the quorum has signed against this attester's own final log. Another head than the one
 * that is final here means that the key is stolen or that t attesters are deceived: the lane and
 * its paired one halt until an operator decides, so that at least this share helps nobody.
 */
public final class Contradictions {
  private final CheckpointStore checkpoints;
  private final SigningLedger ledger;
  private final DeskListener listener;

  public Contradictions(CheckpointStore checkpoints, SigningLedger ledger, DeskListener listener) {
    this.checkpoints = checkpoints;
    this.ledger = ledger;
    this.listener = listener;
  }

  /** Looks at all that is kept of messages beyond this one, as far as they are final. */
  public void check(LaneId lane, long beyond) {
    for (KeptCheckpoint kept : checkpoints.contradicting(lane, beyond)) {
      String why = told(kept);
      ledger.haltPair(lane, new Incident(Incident.Kind.CHECKPOINT_CONTRADICTED, why));
      listener.halted(lane, why);
    }
  }

  private static String told(KeptCheckpoint kept) {
    return "the quorum has signed the head %s after message %d, and another one is final here: its key is stolen, or too many attesters are deceived; both lanes stand still (digest %s, key epoch %d)"
        .formatted(
            kept.checkpoint().head(),
            kept.checkpoint().nonce(),
            kept.digest(),
            kept.checkpoint().keyEpoch());
  }
}
