package io.lockstep.chain.provider.logs;

import io.lockstep.core.domain.AppendedLog;
import io.lockstep.core.domain.LogPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Puts logs in the order of the chain, each once. */
final class LogOrder {

  private static final Comparator<AppendedLog> BY_PLACE =
      Comparator.<AppendedLog>comparingLong(log -> log.place().block().number())
          .thenComparingInt(log -> log.place().index());

  private final Consumer<LogDefect> repaired;

  LogOrder(Consumer<LogDefect> repaired) {
    this.repaired = repaired;
  }

  List<AppendedLog> of(List<AppendedLog> logs, long fromBlock, long throughBlock) {
    logs.forEach(log -> requireRange(log.place(), fromBlock, throughBlock));
    return once(sorted(logs));
  }

  private static void requireRange(LogPlace place, long fromBlock, long throughBlock) {
    long number = place.block().number();
    if (number < fromBlock || number > throughBlock) {
      throw LogDefect.OUTSIDE_RANGE.found(
          place.block(), "blocks %d to %d".formatted(fromBlock, throughBlock));
    }
  }

  private List<AppendedLog> sorted(List<AppendedLog> logs) {
    for (int i = 1; i < logs.size(); i++) {
      if (BY_PLACE.compare(logs.get(i - 1), logs.get(i)) > 0) {
        repaired.accept(LogDefect.UNORDERED);
        return logs.stream().sorted(BY_PLACE).toList();
      }
    }
    return logs;
  }

  private List<AppendedLog> once(List<AppendedLog> sorted) {
    List<AppendedLog> kept = new ArrayList<>(sorted.size());
    for (AppendedLog log : sorted) {
      if (kept.isEmpty() || BY_PLACE.compare(kept.getLast(), log) != 0) {
        kept.add(log);
      } else if (kept.getLast().equals(log)) {
        repaired.accept(LogDefect.REPEATED);
      } else {
        throw LogDefect.CONTRADICTORY.found(
            "messages %d and %d at %s"
                .formatted(kept.getLast().nonce(), log.nonce(), log.place().block()),
            "one log for each index");
      }
    }
    return kept;
  }
}
