package io.lockstep.app.attester.running;

import io.lockstep.attestation.attester.Fence;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger, and how long it was in this process. One that has become shorter was put back under
 * the process, by a restore or a fail-over to a replica that lagged: no share leaves any more until
 * a new start, at which the peers tell what they have heard.
 */
final class RememberedLedger implements SigningLedger, Fence {
  private final SigningLedger ledger;
  private long longest;
  private @Nullable String shorter;

  RememberedLedger(SigningLedger ledger) {
    this.ledger = ledger;
  }

  /** Looks at its length, although nothing is signed. */
  void look() {
    long before = longest();
    remember(ledger.height(), before);
  }

  private synchronized long longest() {
    return longest;
  }

  /**
   * Keeps a length.
   *
   * @param least what it cannot be below, from before it was asked for: answers may come in any
   *     order
   */
  private synchronized void remember(long now, long least) {
    if (now < least) {
      shorter =
          "the ledger had %d entries in this process and has %d now: the database was put back; start anew"
              .formatted(least, now);
    }
    longest = Math.max(longest, now);
  }

  @Override
  public synchronized Optional<String> closed() {
    return Optional.ofNullable(shorter);
  }

  /** A row that does not lengthen the ledger is none that the peers could tell from an old one. */
  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    long before = longest();
    CommitmentUse use = ledger.use(commitment, digest);
    if (use instanceof CommitmentUse.First(long height)) {
      remember(height, before + 1);
    }
    return closed().isPresent() ? new CommitmentUse.Repeated() : use;
  }

  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    return ledger.lane(lane, from, nonce, held);
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    return ledger.message(lane, nonce);
  }

  @Override
  public void record(SignedHead signed) {
    ledger.record(signed);
  }

  @Override
  public void record(SignedRuling signed) {
    ledger.record(signed);
  }

  @Override
  public long height() {
    return ledger.height();
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    ledger.haltPair(lane, incident);
  }
}
