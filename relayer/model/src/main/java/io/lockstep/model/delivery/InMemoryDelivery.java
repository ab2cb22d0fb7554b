package io.lockstep.model.delivery;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Delivered;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.port.AttestationStore;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.core.port.SignerStore;
import io.lockstep.core.port.Submissions;
import io.lockstep.model.delivery.Rows.LaneRow;
import io.lockstep.model.delivery.Rows.SignerRow;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The database behind the ports of delivery, of which a test may keep and put back the whole. Its
 * constraints are checked after every write, whoever wrote: live ranges do not overlap, one intent
 * of a kind is live for a message, and a transaction nonce has one submission.
 */
public final class InMemoryDelivery implements DeliveryDatabase {
  private final InstantSource clock;
  private final Effects effects;
  private Rows rows = Rows.EMPTY;
  private boolean fenced = true;
  private boolean constrained = true;

  public InMemoryDelivery(InstantSource clock, Effects effects) {
    this.clock = clock;
    this.effects = effects;
  }

  public Rows rows() {
    return rows;
  }

  @Override
  public List<Incident> incidents() {
    return rows.incidents();
  }

  /** As from a backup. */
  public void restore(Rows kept) {
    rows = kept;
  }

  /** A database without the fence, to show what it is for. */
  void withoutFence() {
    fenced = false;
  }

  /** A database without the constraints on intents, to show what they are for. */
  void withoutConstraints() {
    constrained = false;
  }

  // What other stages and operators do

  /** A lane of which nothing is known but where it begins. */
  public void register(LaneId lane, BlockId destinationStart) {
    LaneHead genesis = LaneHead.genesis(lane);
    rows =
        rows.with(
            lane,
            new LaneRow(
                List.of(),
                List.of(genesis),
                new Executed(genesis, genesis, destinationStart),
                new Delivered(0, genesis),
                List.of(),
                Rows.none(),
                destinationStart.number(),
                Optional.empty()));
  }

  /** What FinalizeLane makes of a lane: its whole log. */
  public void makeFinal(LaneId lane, List<FinalMessage> log) {
    rows = rows.with(lane, row(lane).withLog(log));
  }

  /** What the stages of the paired lane prove of this one's destination. */
  @Override
  public void prove(LaneId lane, Executed executed) {
    rows = rows.with(lane, row(lane).with(executed));
  }

  public void halt(LaneId lane, String why) {
    rows = rows.with(lane, row(lane).haltedFor(why));
  }

  /** Takes a lease over from whoever has it. */
  @Override
  public Lease take(String name, String holder) {
    Lease lease = new Lease(name, holder, epoch(name) + 1);
    rows = rows.leased(lease);
    return lease;
  }

  private long epoch(String name) {
    return Optional.ofNullable(rows.leases().get(name)).map(Lease::epoch).orElse(0L);
  }

  // The ports

  @Override
  public AttestationStore attestation(LaneId lane, Lease lease) {
    return new InMemoryLane(this, lane, lease);
  }

  @Override
  public DeliveryStore delivery(LaneId lane, Lease lease) {
    return new InMemoryLane(this, lane, lease);
  }

  @Override
  public OutcomeStore outcomes(LaneId lane, Lease lease) {
    return new InMemoryOutcomes(this, lane, lease);
  }

  @Override
  public SignerStore signer(Signer signer, Lease lease) {
    return new InMemorySigner(this, signer, lease);
  }

  @Override
  public Submissions submissions(LaneId lane, Lease laneLease, Signer signer, Lease signerLease) {
    return new InMemorySubmissions(this, lane, laneLease, signer, signerLease);
  }

  // What they share

  Instant now() {
    return clock.instant();
  }

  LaneRow row(LaneId lane) {
    return Objects.requireNonNull(rows.lanes().get(lane), "a lane that nobody registered");
  }

  SignerRow row(Signer signer) {
    return rows.signers().getOrDefault(signer, new SignerRow(0, 0, 0));
  }

  void requireCurrent(Lease lease) {
    if (fenced && epoch(lease.name()) != lease.epoch()) {
      throw new StaleLease(lease, epoch(lease.name()));
    }
  }

  /** One transaction under that lease. */
  void write(Lease lease, Rows changed) {
    requireCurrent(lease);
    if (constrained) {
      requireConstraints(changed);
    }
    rows = changed;
    effects.happened();
  }

  Stream<Submission> submissions(Signer signer) {
    return rows.submissions().stream()
        .map(SubmissionRow::submission)
        .filter(submission -> submission.signer().equals(signer));
  }

  Stream<Submission> live(LaneId lane) {
    return rows.submissions().stream()
        .map(SubmissionRow::submission)
        .filter(Submission::isLive)
        .filter(submission ->
            submission.intent() instanceof Intent.OfLane intent && intent.lane().equals(lane));
  }

  SubmissionRow ended(SubmissionRow row, IntentState state) {
    return new SubmissionRow(with(row.submission(), state), Optional.of(now()));
  }

  static SubmissionRow revived(SubmissionRow row) {
    return new SubmissionRow(with(row.submission(), new IntentState.Live()), Optional.empty());
  }

  private static Submission with(Submission submission, IntentState state) {
    return new Submission(
        submission.signer(),
        submission.transactionNonce(),
        submission.intent(),
        state,
        submission.transaction(),
        submission.attempts());
  }

  static Submission with(Submission submission, TransactionState state) {
    return new Submission(
        submission.signer(),
        submission.transactionNonce(),
        submission.intent(),
        submission.state(),
        state,
        submission.attempts());
  }

  /** The live intent that stands in the way, if one does. */
  Optional<Submission> clashing(LaneId lane, Submission with) {
    return constrained
        ? live(lane).filter(live -> clash(live, with)).findFirst()
        : Optional.empty();
  }

  static boolean clash(Submission one, Submission other) {
    if (one.intent() instanceof Intent.Deliver range
        && other.intent() instanceof Intent.Deliver another) {
      return range.overlaps(another);
    }
    return one.intent() instanceof Intent.Settle && one.intent().equals(other.intent());
  }

  private static void requireConstraints(Rows rows) {
    List<Submission> all = rows.submissions().stream().map(SubmissionRow::submission).toList();
    long named =
        all.stream().map(one -> List.of(one.signer(), one.transactionNonce())).distinct().count();
    require(named == all.size(), "one submission for each transaction nonce");
    List<Submission> live = all.stream().filter(Submission::isLive).toList();
    for (int i = 0; i < live.size(); i++) {
      for (int j = 0; j < i; j++) {
        require(!clash(live.get(i), live.get(j)), "live intents that do not overlap");
      }
    }
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("the store was given something else than " + what);
    }
  }

  Rows reported(Rows changed, Optional<Incident> incident) {
    return incident.map(changed::plus).orElse(changed);
  }
}
