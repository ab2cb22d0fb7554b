package io.lockstep.model.delivery;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.model.delivery.Rows.LaneRow;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Everything that the future depends on.
 *
 * @param beliefs by relayer, the leases that it believes to hold
 * @param source the first lane's messages, as its source has them
 * @param sourceFinal how many of them are final there
 */
record Situation(
    Rows rows,
    SimulatedDestination.State chain,
    SortedMap<String, Map<String, Lease>> beliefs,
    List<Message> source,
    int sourceFinal,
    int faults,
    int takeOvers,
    int waits,
    boolean refunded) {

  /** Two situations with one fingerprint have one future. Incidents and history are left out. */
  String fingerprint() {
    StringBuilder out = new StringBuilder(256);
    rows.lanes().entrySet().stream()
        .sorted(Comparator.comparing(lane -> lane.getKey().toString()))
        .forEach(lane -> add(out, lane.getValue(), lane.getKey()));
    rows.submissions()
        .forEach(row -> {
          add(out, row.submission());
          row.endedAt().ifPresent(end -> out.append('e').append(end.getEpochSecond()));
        });
    rows.signers()
        .forEach((signer, row) ->
            out.append(signer.hashCode())
                .append(',')
                .append(row.next())
                .append(',')
                .append(row.settled())
                .append(',')
                .append(row.comparedUnder()));
    add(out, rows.leases());
    beliefs.values().forEach(leases -> add(out, leases));
    out.append('#')
        .append(chain.blocks().size())
        .append(chain.blocks().getLast().id().hash().hashCode());
    out.append(chain.finalHeight()).append(chain.blocks().getLast().after().gateway().paused());
    out.append('~').append(chain.branch());
    chain.pool().stream().map(one -> one.hash().hashCode()).sorted().forEach(out::append);
    out.append(chain.epochs().accepted()).append(chain.time().getEpochSecond());
    out.append('!')
        .append(faults)
        .append(takeOvers)
        .append(sourceFinal)
        .append('w')
        .append(waits)
        .append(refunded);
    source.forEach(message -> out.append(message.payload().hashCode()));
    return out.toString();
  }

  private static void add(StringBuilder out, LaneRow row, LaneId lane) {
    out.append(lane.hashCode()).append('/').append(row.log().size());
    row.log().forEach(message -> out.append(message.messageHash().hashCode()));
    add(out, row.executed().newest());
    add(out, row.executed().atFinality());
    out.append('b').append(row.executed().finalBlock().number());
    add(out, row.delivered().chain());
    out.append(row.delivered().nonce());
    row.checkpoints().stream().map(kept -> kept.digest().hashCode()).sorted().forEach(out::append);
    row.outcomes().forEach((nonce, outcome) -> out.append(nonce).append(outcome.outcome()));
    out.append('t').append(row.outcomesThrough()).append(row.halted().isPresent()).append(';');
  }

  private static void add(StringBuilder out, Map<String, Lease> leases) {
    out.append('|');
    leases.values().stream()
        .sorted(Comparator.comparing(Lease::name))
        .forEach(lease -> out.append(lease.name(), 0, 9).append(lease.epoch()));
  }

  private static void add(StringBuilder out, LaneHead head) {
    out.append(head.nonce()).append(':').append(head.head().hashCode());
  }

  private static void add(StringBuilder out, Submission submission) {
    out.append('\n').append(submission.transactionNonce());
    submission
        .range()
        .ifPresent(range -> out.append(range.first()).append('-').append(range.last()));
    if (submission.intent() instanceof Intent.Settle settle) {
      out.append(settle.kind()).append(settle.nonce());
    }
    if (submission.intent() instanceof Intent.OfLane of) {
      out.append(of.lane().hashCode());
    }
    out.append(submission.state().getClass().getSimpleName());
    out.append(
        switch (submission.transaction()) {
          case TransactionState.Pending() -> "p";
          case TransactionState.Included(Receipt in) -> "i" + in.block().hash().hashCode();
          case TransactionState.Vanished _ -> "v";
          case TransactionState.Final _ -> "f";
          case TransactionState.Taken() -> "t";
        });
    submission
        .attempts()
        .forEach(attempt -> out.append(',').append(attempt.transaction().hash().hashCode()));
  }
}
