package io.lockstep.model.delivery;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Delivered;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Reverts;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.port.AttestationStore;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.model.delivery.Rows.LaneRow;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A lane of an {@link InMemoryDelivery}, under one lease. */
final class InMemoryLane implements AttestationStore, DeliveryStore {
  private final InMemoryDelivery database;
  private final LaneId lane;
  private final Lease lease;

  InMemoryLane(InMemoryDelivery database, LaneId lane, Lease lease) {
    this.database = database;
    this.lane = lane;
    this.lease = lease;
  }

  private LaneRow row() {
    return database.row(lane);
  }

  @Override
  public LaneId lane() {
    return lane;
  }

  @Override
  public Optional<String> halted() {
    return row().halted();
  }

  @Override
  public LaneHead finalHead() {
    return row().heads().getLast();
  }

  @Override
  public Optional<Hash32> head(long nonce) {
    return nonce < row().heads().size()
        ? Optional.of(row().heads().get((int) nonce).head())
        : Optional.empty();
  }

  @Override
  public List<FinalMessage> messages(long first, int countMax) {
    return row().log().stream().skip(first - 1).limit(countMax).toList();
  }

  @Override
  public Executed executed() {
    return row().executed();
  }

  @Override
  public Delivered delivered() {
    return row().delivered();
  }

  @Override
  public Optional<KeptCheckpoint> furthest(Set<Long> epochs, long start, long nonceMax) {
    return row().checkpoints().stream()
        .filter(kept -> {
          Checkpoint one = kept.checkpoint();
          return epochs.contains(one.keyEpoch())
              && one.from() <= start
              && one.nonce() > start
              && one.nonce() <= nonceMax;
        })
        .max(Comparator.comparingLong(kept -> kept.checkpoint().nonce()));
  }

  @Override
  public void keep(KeptCheckpoint checkpoint) {
    InMemoryDelivery.require(
        checkpoint.checkpoint().lane().equals(lane), "a checkpoint of this lane");
    database.write(lease, database.rows().with(lane, row().with(checkpoint)));
  }

  @Override
  public List<Submission> liveRanges() {
    return database
        .live(lane)
        .filter(submission -> submission.range().isPresent())
        .sorted(Comparator.comparingLong(InMemoryLane::last))
        .toList();
  }

  private static long last(Submission submission) {
    return submission.range().orElseThrow().last();
  }

  @Override
  public Reverts reverts(long first) {
    return reverts(database.rows(), lane, first);
  }

  static Reverts reverts(Rows rows, LaneId lane, long first) {
    Reverts reverts = Reverts.NONE;
    for (SubmissionRow row : rows.submissions()) {
      if (row.submission().intent() instanceof Intent.Deliver range
          && range.lane().equals(lane)
          && range.first() == first) {
        reverts =
            row.submission().state() instanceof IntentState.Reverted(var revert)
                ? new Reverts(
                    reverts.count() + 1,
                    Optional.of(new Reverts.Last(revert, row.endedAt().orElseThrow())))
                : Reverts.NONE;
      }
    }
    return reverts;
  }

  @Override
  public void confirm(Delivered now, Executed executed, Optional<Incident> incident) {
    long newest = executed.newest().nonce();
    boolean wentBack = newest < delivered().chain().nonce();
    Rows ended =
        database.rows().with(lane, row().with(now)).mapSubmissions(row -> confirmed(row, executed));
    Rows confirmed = wentBack ? revive(ended, newest) : ended;
    database.write(lease, database.reported(reportLost(confirmed), incident));
  }

  private SubmissionRow confirmed(SubmissionRow row, Executed executed) {
    Submission submission = row.submission();
    if (!submission.isLive() || !isOfLane(submission)) {
      return row;
    }
    if (last(submission) <= executed.newest().nonce()) {
      return database.ended(row, new IntentState.Spent());
    }
    boolean refuted =
        submission.transaction() instanceof TransactionState.Final(var receipt)
            && receipt.block().number() <= executed.finalBlock().number()
            && last(submission) > executed.atFinality().nonce();
    return refuted ? database.ended(row, new IntentState.Ineffective()) : row;
  }

  private boolean isOfLane(Submission submission) {
    return submission.range().filter(range -> range.lane().equals(lane)).isPresent();
  }

  private Rows revive(Rows rows, long executed) {
    List<SubmissionRow> spent =
        rows.submissions().stream()
            .filter(row -> isRevivable(row.submission(), executed))
            .sorted(Comparator.comparingLong(row -> last(row.submission())))
            .toList();
    Rows revived = rows;
    for (SubmissionRow row : spent) {
      boolean free =
          revived.submissions().stream()
              .map(SubmissionRow::submission)
              .filter(Submission::isLive)
              .noneMatch(other -> InMemoryDelivery.clash(row.submission(), other));
      if (free) {
        revived =
            revived.mapSubmissions(one -> one.equals(row) ? InMemoryDelivery.revived(one) : one);
      }
    }
    return revived;
  }

  private boolean isRevivable(Submission submission, long executed) {
    return submission.state() instanceof IntentState.Spent
        && submission.isOpen()
        && !submission.isGivenUp()
        && isOfLane(submission)
        && last(submission) > executed;
  }

  /** An incident for each that has become ineffective. */
  private Rows reportLost(Rows changed) {
    Rows reported = changed;
    for (int i = 0; i < changed.submissions().size(); i++) {
      Submission after = changed.submissions().get(i).submission();
      Submission before = database.rows().submissions().get(i).submission();
      if (after.state() instanceof IntentState.Ineffective && before.isLive()) {
        reported =
            reported.plus(
                new Incident(
                    Incident.Kind.DELIVERY_INEFFECTIVE,
                    after + " is final, and the destination does not show it"));
      }
    }
    return reported;
  }

  @Override
  public void haltPair(Incident incident) {
    Rows halted = database.rows().with(lane, row().haltedFor(incident.text())).plus(incident);
    database.write(lease, halted);
  }
}
