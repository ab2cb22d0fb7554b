package io.lockstep.core.stage;

import io.lockstep.core.domain.AppendedLog;
import io.lockstep.core.domain.Sighting;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes logs into a lane's chain, as the gateway did when it appended the messages. It stops at
 * the first log that is not the next one: one is missing, or one too many.
 */
final class Chaining {
  private final List<Sighting> sightings = new ArrayList<>();
  private LaneHead head;
  private @Nullable Route lastRoute;
  private @Nullable Hash32 lastRouteHash;

  private Chaining(LaneHead head) {
    this.head = head;
  }

  /** The sightings, as far as the logs follow each other. */
  static List<Sighting> of(LaneHead head, List<AppendedLog> logs) {
    Chaining chaining = new Chaining(head);
    for (AppendedLog log : logs) {
      if (log.nonce() != chaining.head.nonce() + 1) {
        break;
      }
      chaining.add(log);
    }
    return List.copyOf(chaining.sightings);
  }

  private void add(AppendedLog log) {
    Hash32 hash = log.message().hash(routeHash(log.message().route()));
    head = head.append(hash);
    sightings.add(new Sighting(head, log.message(), hash, log.place()));
  }

  /** Messages of one route come together, and its hash costs as much as the message's own. */
  private Hash32 routeHash(Route route) {
    Hash32 known = lastRouteHash;
    if (known == null || !route.equals(lastRoute)) {
      known = route.hash();
      lastRoute = route;
      lastRouteHash = known;
    }
    return known;
  }
}
