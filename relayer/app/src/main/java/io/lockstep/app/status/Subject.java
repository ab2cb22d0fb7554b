package io.lockstep.app.status;

import io.lockstep.app.CliException;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.MessageId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person asks about. */
public sealed interface Subject {
  record OfLane(WatchPlan plan) implements Subject {}

  record OfMessage(MessageId id) implements Subject {}

  Pattern ID = Pattern.compile("0x[0-9a-fA-F]{64}");
  Pattern ENDS = Pattern.compile("([^/]+)/([^/]+)");

  static Subject of(String text, List<WatchPlan> plans) {
    if (ID.matcher(text).matches()) {
      return byId(Hash32.fromHex(text), plans);
    }
    var ends = ENDS.matcher(text);
    if (!ends.matches()) {
      throw CliException.permanent(
          "status: found %s, expected SOURCE/DESTINATION, or the id of a lane or a message: 0x and 64 hexadecimal digits"
              .formatted(text));
    }
    return byEnds(ends.group(1), ends.group(2), plans);
  }

  /** An id is a hash: it names a lane if it is one that is configured, and else a message. */
  private static Subject byId(Hash32 id, List<WatchPlan> plans) {
    return plans.stream()
        .filter(plan -> plan.lane().id().value().equals(id))
        .findFirst()
        .<Subject>map(OfLane::new)
        .orElseGet(() -> new OfMessage(new MessageId(id)));
  }

  private static Subject byEnds(String source, String destination, List<WatchPlan> plans) {
    List<WatchPlan> found =
        plans.stream()
            .filter(plan -> plan.source().name().equals(source))
            .filter(plan -> plan.destination().name().equals(destination))
            .toList();
    if (found.isEmpty()) {
      throw CliException.permanent(
          "status: found no lane from %s to %s, expected one that is configured: %s"
              .formatted(source, destination, names(plans)));
    }
    if (found.size() > 1) {
      throw CliException.permanent(
          "status: found %d lanes from %s to %s, expected one; name it by its id: %s"
              .formatted(
                  found.size(),
                  source,
                  destination,
                  found.stream()
                      .map(plan -> plan.lane().id().toString())
                      .collect(Collectors.joining(", "))));
    }
    return new OfLane(found.getFirst());
  }

  private static String names(List<WatchPlan> plans) {
    return plans.stream()
        .map(plan -> plan.source().name() + "/" + plan.destination().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
