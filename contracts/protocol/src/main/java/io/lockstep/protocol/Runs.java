package io.lockstep.protocol;

import java.util.ArrayList;
import java.util.List;

/** Cuts a stretch of a lane into the fewest runs. */
public final class Runs {
  private Runs() {}

  /** The messages, all of them and in their order, as runs; no messages give no runs. */
  public static List<Run> of(List<Message> messages) {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    while (start < messages.size()) {
      int end = endOfRun(messages, start);
      runs.add(Run.of(messages.subList(start, end)));
      start = end;
    }
    return List.copyOf(runs);
  }

  private static int endOfRun(List<Message> messages, int start) {
    Message first = messages.get(start);
    int limit = Math.min(messages.size(), start + Run.COUNT_MAX);
    int end = start + 1;
    while (end < limit && Run.fitTogether(first, messages.get(end))) {
      end++;
    }
    return end;
  }
}
