package io.lockstep.model.delivery;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Attempt;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Revert;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.SignerState;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.port.SignerStore;
import io.lockstep.model.delivery.Rows.SignerRow;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A signer of an {@link InMemoryDelivery}, under one lease. */
final class InMemorySigner implements SignerStore {
  private final InMemoryDelivery database;
  private final Signer signer;
  private final Lease lease;

  InMemorySigner(InMemoryDelivery database, Signer signer, Lease lease) {
    this.database = database;
    this.signer = signer;
    this.lease = lease;
  }

  @Override
  public Signer signer() {
    return signer;
  }

  @Override
  public SignerState state() {
    SignerRow row = database.row(signer);
    return new SignerState(row.next(), row.settled(), row.comparedUnder() == lease.epoch());
  }

  @Override
  public List<Submission> open() {
    return database
        .submissions(signer)
        .filter(Submission::isOpen)
        .sorted(Comparator.comparingLong(Submission::transactionNonce))
        .toList();
  }

  @Override
  public void compare(long accountNonce, Optional<Incident> incident) {
    SignerRow row = database.row(signer);
    SignerRow compared =
        new SignerRow(Math.max(row.next(), accountNonce), row.settled(), lease.epoch());
    database.write(lease, database.reported(database.rows().with(signer, compared), incident));
  }

  @Override
  public Submission fill(long nonce, SignedTransaction transaction) {
    InMemoryDelivery.require(nonce < database.row(signer).next(), "a nonce below the next");
    Submission filled =
        new Submission(
            signer,
            nonce,
            new Intent.Fill(),
            new IntentState.Cancelled(),
            new TransactionState.Pending(),
            List.of(new Attempt(transaction, true, database.now())));
    SubmissionRow row = new SubmissionRow(filled, Optional.of(database.now()));
    database.write(lease, database.rows().plus(row));
    return filled;
  }

  @Override
  public void add(long nonce, Attempt attempt) {
    change(
        nonce,
        row -> {
          Submission before = row.submission();
          List<Attempt> attempts = new ArrayList<>(before.attempts());
          attempts.add(attempt);
          return new SubmissionRow(
              new Submission(
                  before.signer(),
                  before.transactionNonce(),
                  before.intent(),
                  before.state(),
                  before.transaction(),
                  attempts),
              row.endedAt());
        });
  }

  @Override
  public void include(long nonce, Receipt receipt) {
    change(nonce, row -> moved(row, new TransactionState.Included(receipt)));
  }

  @Override
  public void vanish(long nonce) {
    change(
        nonce,
        row -> {
          Submission submission = row.submission();
          return submission.transaction() instanceof TransactionState.Included(Receipt receipt)
              ? moved(row, new TransactionState.Vanished(receipt))
              : row;
        });
  }

  @Override
  public void revert(long nonce, Revert revert, Optional<Incident> incident) {
    Rows ended = changed(nonce, row -> end(row, new IntentState.Reverted(revert)));
    database.write(lease, database.reported(ended, incident));
  }

  @Override
  public void cancel(long nonce) {
    change(nonce, row -> end(row, new IntentState.Cancelled()));
  }

  @Override
  public void finish(long nonce, Receipt receipt) {
    Rows finished = changed(nonce, row -> moved(row, new TransactionState.Final(receipt)));
    database.write(lease, settled(finished, nonce));
  }

  @Override
  public void concede(long nonce, Incident incident) {
    Rows conceded =
        changed(
            nonce, row -> moved(end(row, new IntentState.Foreign()), new TransactionState.Taken()));
    database.write(lease, settled(conceded, nonce).plus(incident));
  }

  @Override
  public int revertsLike(long nonce) {
    Intent intent = one(nonce).submission().intent();
    return intent instanceof Intent.Deliver range
        ? InMemoryLane.reverts(beforeThis(nonce), range.lane(), range.first()).count()
        : (int)
            database
                .submissions(signer)
                .filter(other -> other.intent().equals(intent))
                .filter(other -> other.state() instanceof IntentState.Reverted)
                .count();
  }

  /** Without this one, which has not reverted yet and so would end the row. */
  private Rows beforeThis(long nonce) {
    Rows rows = database.rows();
    SubmissionRow own = one(nonce);
    List<SubmissionRow> others =
        rows.submissions().stream().filter(row -> !row.equals(own)).toList();
    return new Rows(rows.leases(), rows.lanes(), rows.signers(), others, rows.incidents());
  }

  private SubmissionRow end(SubmissionRow row, IntentState state) {
    return row.submission().isLive() ? database.ended(row, state) : row;
  }

  private static SubmissionRow moved(SubmissionRow row, TransactionState state) {
    return new SubmissionRow(InMemoryDelivery.with(row.submission(), state), row.endedAt());
  }

  private Rows settled(Rows rows, long nonce) {
    SignerRow row = database.row(signer);
    return rows.with(
        signer, new SignerRow(row.next(), Math.max(row.settled(), nonce + 1), row.comparedUnder()));
  }

  private SubmissionRow one(long nonce) {
    return database.rows().submissions().stream()
        .filter(row -> isAt(row, nonce))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no submission at nonce " + nonce));
  }

  private boolean isAt(SubmissionRow row, long nonce) {
    Submission submission = row.submission();
    return submission.signer().equals(signer) && submission.transactionNonce() == nonce;
  }

  private void change(long nonce, UnaryOperator<SubmissionRow> change) {
    database.write(lease, changed(nonce, change));
  }

  private Rows changed(long nonce, UnaryOperator<SubmissionRow> change) {
    InMemoryDelivery.require(one(nonce).submission().isOpen(), "a nonce that is open");
    return database.rows().mapSubmissions(row -> isAt(row, nonce) ? change.apply(row) : row);
  }
}
