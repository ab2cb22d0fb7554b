package io.lockstep.model.delivery;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Outcome;
import io.lockstep.core.domain.delivery.OutcomeEvent;
import io.lockstep.core.domain.delivery.OutcomePage;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.domain.delivery.Unsettled;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.model.delivery.Rows.LaneRow;
import io.lockstep.model.delivery.Rows.OutcomeRow;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import io.lockstep.protocol.LaneId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outcomes of a lane of an {@link InMemoryDelivery}, under one lease. */
final class InMemoryOutcomes implements OutcomeStore {
  private final InMemoryDelivery database;
  private final LaneId lane;
  private final Lease lease;

  InMemoryOutcomes(InMemoryDelivery database, LaneId lane, Lease lease) {
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
  public long readThrough() {
    return row().outcomesThrough();
  }

  @Override
  public void keep(OutcomePage page) {
    InMemoryDelivery.require(page.through() > readThrough(), "blocks that were not read yet");
    SortedMap<Long, OutcomeRow> known = new TreeMap<>(row().outcomes());
    for (OutcomeEvent event : page.events()) {
      InMemoryDelivery.require(
          event.nonce() <= row().log().size(), "outcomes of our own final messages");
      known.put(event.nonce(), after(known.get(event.nonce()), event));
    }
    Rows kept = database.rows().with(lane, row().with(known, page.through()));
    database.write(lease, kept.mapSubmissions(one -> settled(one, known, page.through())));
  }

  private OutcomeRow after(@Nullable OutcomeRow before, OutcomeEvent event) {
    List<OutcomeEvent> history = new ArrayList<>(before == null ? List.of() : before.history());
    history.add(event);
    Outcome held = before == null ? new Outcome.Held() : before.outcome();
    Optional<Outcome> next = Outcome.after(event);
    Instant since = before == null || next.isPresent() ? database.now() : before.since();
    return new OutcomeRow(next.orElse(held), List.copyOf(history), since);
  }

  private SubmissionRow settled(SubmissionRow row, Map<Long, OutcomeRow> known, long through) {
    Submission submission = row.submission();
    if (!submission.isLive()
        || !(submission.intent() instanceof Intent.Settle intent)
        || !intent.lane().equals(lane)) {
      return row;
    }
    OutcomeRow outcome = Objects.requireNonNull(known.get(intent.nonce()));
    boolean allowed = outcome.outcome().allows(intent.kind());
    if (!allowed) {
      return database.ended(row, new IntentState.Spent());
    }
    boolean read =
        submission.transaction() instanceof TransactionState.Final(var receipt)
            && receipt.block().number() <= through;
    return read ? database.ended(row, new IntentState.Ineffective()) : row;
  }

  @Override
  public List<Unsettled> unsettled(int countMax) {
    return row().outcomes().entrySet().stream()
        .filter(entry -> !entry.getValue().outcome().isSettled())
        .filter(entry -> intents(entry.getKey()).noneMatch(one -> one.submission().isLive()))
        .map(entry -> unsettled(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Unsettled::since))
        .limit(countMax)
        .toList();
  }

  private Unsettled unsettled(long nonce, OutcomeRow outcome) {
    List<Instant> ends =
        intents(nonce)
            .filter(one -> !(one.submission().state() instanceof IntentState.Spent))
            .flatMap(one -> one.endedAt().stream())
            .filter(end -> !end.isBefore(outcome.since()))
            .toList();
    Instant since = ends.stream().max(Comparator.naturalOrder()).orElse(outcome.since());
    return new Unsettled(row().log().get((int) nonce - 1), outcome.outcome(), since, ends.size());
  }

  private Stream<SubmissionRow> intents(long nonce) {
    return database.rows().submissions().stream()
        .filter(one ->
            one.submission().intent() instanceof Intent.Settle intent
                && intent.lane().equals(lane)
                && intent.nonce() == nonce);
  }
}
