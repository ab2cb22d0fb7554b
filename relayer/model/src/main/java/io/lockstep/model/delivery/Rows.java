package io.lockstep.model.delivery;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Delivered;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.Outcome;
import io.lockstep.core.domain.delivery.OutcomeEvent;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Everything that an {@link InMemoryDelivery} holds, as one value. */
public record Rows(
    Map<String, Lease> leases,
    Map<LaneId, LaneRow> lanes,
    Map<Signer, SignerRow> signers,
    List<SubmissionRow> submissions,
    List<Incident> incidents) {
  static final Rows EMPTY = new Rows(Map.of(), Map.of(), Map.of(), List.of(), List.of());

  /**
   * A lane.
   *
   * @param heads one more than there are messages: the lane's beginning is the first
   */
  public record LaneRow(
      List<FinalMessage> log,
      List<LaneHead> heads,
      Executed executed,
      Delivered delivered,
      List<KeptCheckpoint> checkpoints,
      SortedMap<Long, OutcomeRow> outcomes,
      long outcomesThrough,
      Optional<String> halted) {
    LaneRow withLog(List<FinalMessage> messages) {
      List<LaneHead> chained = new ArrayList<>();
      chained.add(heads.getFirst());
      messages.forEach(message -> chained.add(chained.getLast().append(message.messageHash())));
      return new LaneRow(
          List.copyOf(messages),
          List.copyOf(chained),
          executed,
          delivered,
          checkpoints,
          outcomes,
          outcomesThrough,
          halted);
    }

    LaneRow with(Executed proven) {
      return new LaneRow(
          log, heads, proven, delivered, checkpoints, outcomes, outcomesThrough, halted);
    }

    LaneRow with(Delivered confirmed) {
      return new LaneRow(
          log, heads, executed, confirmed, checkpoints, outcomes, outcomesThrough, halted);
    }

    LaneRow with(KeptCheckpoint checkpoint) {
      return checkpoints.contains(checkpoint)
          ? this
          : new LaneRow(
              log,
              heads,
              executed,
              delivered,
              plus(checkpoints, checkpoint),
              outcomes,
              outcomesThrough,
              halted);
    }

    LaneRow with(SortedMap<Long, OutcomeRow> known, long through) {
      return new LaneRow(log, heads, executed, delivered, checkpoints, known, through, halted);
    }

    LaneRow haltedFor(String why) {
      return new LaneRow(
          log,
          heads,
          executed,
          delivered,
          checkpoints,
          outcomes,
          outcomesThrough,
          halted.or(() -> Optional.of(why)));
    }
  }

  /** What became of a message, with all that was heard of it. */
  public record OutcomeRow(Outcome outcome, List<OutcomeEvent> history, Instant since) {}

  /**
   * A signer.
   *
   * @param comparedUnder the epoch of the lease under which it was held against the chain
   */
  public record SignerRow(long next, long settled, long comparedUnder) {}

  /**
   * A submission.
   *
   * @param endedAt when its intent ended, if it has
   */
  public record SubmissionRow(Submission submission, Optional<Instant> endedAt) {}

  Rows leased(Lease lease) {
    return new Rows(put(leases, lease.name(), lease), lanes, signers, submissions, incidents);
  }

  Rows with(LaneId lane, LaneRow row) {
    return new Rows(leases, put(lanes, lane, row), signers, submissions, incidents);
  }

  Rows with(Signer signer, SignerRow row) {
    return new Rows(leases, lanes, put(signers, signer, row), submissions, incidents);
  }

  Rows plus(SubmissionRow row) {
    return new Rows(leases, lanes, signers, plus(submissions, row), incidents);
  }

  Rows mapSubmissions(UnaryOperator<SubmissionRow> change) {
    List<SubmissionRow> changed = submissions.stream().map(change).toList();
    return new Rows(leases, lanes, signers, changed, incidents);
  }

  Rows plus(Incident incident) {
    return new Rows(leases, lanes, signers, submissions, plus(incidents, incident));
  }

  private static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
    Map<K, V> changed = new HashMap<>(map);
    changed.put(key, value);
    return Map.copyOf(changed);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }

  static SortedMap<Long, OutcomeRow> none() {
    return new TreeMap<>();
  }
}
