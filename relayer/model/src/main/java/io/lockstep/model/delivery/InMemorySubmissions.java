package io.lockstep.model.delivery;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Attempt;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Opening;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.port.Submissions;
import io.lockstep.model.delivery.Rows.SignerRow;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Where intents of a lane become transactions of a signer of an {@link InMemoryDelivery}. */
final class InMemorySubmissions implements Submissions {
  private final InMemoryDelivery database;
  private final LaneId lane;
  private final Lease laneLease;
  private final Signer signer;
  private final Lease signerLease;

  InMemorySubmissions(
      InMemoryDelivery database, LaneId lane, Lease laneLease, Signer signer, Lease signerLease) {
    this.database = database;
    this.lane = lane;
    this.laneLease = laneLease;
    this.signer = signer;
    this.signerLease = signerLease;
  }

  @Override
  public int openCount() {
    return (int) database.submissions(signer).filter(Submission::isOpen).count();
  }

  @Override
  public Opening open(Intent.OfLane intent, LongFunction<SignedTransaction> sign) {
    database.requireCurrent(laneLease);
    database.requireCurrent(signerLease);
    InMemoryDelivery.require(intent.lane().equals(lane), "an intent of this lane");
    SignerRow row = database.row(signer);
    if (row.comparedUnder() != signerLease.epoch()) {
      return new Opening.Refused(signer + " is not held against the chain yet");
    }
    Optional<String> halted = database.row(lane).halted();
    if (halted.isPresent()) {
      return new Opening.Refused(halted.get());
    }
    Submission opened = opened(intent, row.next(), sign.apply(row.next()));
    Optional<Submission> clashing = database.clashing(lane, opened);
    if (clashing.isPresent()) {
      return new Opening.Refused("under way already: " + clashing.get());
    }
    database.write(
        laneLease,
        database
            .rows()
            .with(signer, new SignerRow(row.next() + 1, row.settled(), row.comparedUnder()))
            .plus(new SubmissionRow(opened, Optional.empty())));
    return new Opening.Opened(opened);
  }

  private Submission opened(Intent intent, long nonce, SignedTransaction transaction) {
    return new Submission(
        signer,
        nonce,
        intent,
        new IntentState.Live(),
        new TransactionState.Pending(),
        List.of(new Attempt(transaction, false, database.now())));
  }
}
