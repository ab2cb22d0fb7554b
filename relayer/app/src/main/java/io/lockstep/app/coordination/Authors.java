package io.lockstep.app.coordination;

import io.lockstep.attestation.frost.Identifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * On whose word messages are put on the list of holds. When lists are refused for what is on them,
 * some author is at fault, and nobody can prove which; so they are left out in turn. When a list is
 * refused for what is not on it, the wrong one was left out, and all are heard again.
 */
final class Authors {
  private final int leftOutMax;
  private final Set<Identifier> leftOut = new LinkedHashSet<>();
  private int turn;

  /**
   * Everybody is heard.
   *
   * @param leftOutMax so many may be left out at once: n − t, or a quorum is not heard
   */
  Authors(int leftOutMax) {
    this.leftOutMax = leftOutMax;
  }

  synchronized boolean areHeard(Identifier author) {
    return !leftOut.contains(author);
  }

  synchronized void refused(Collection<Identifier> authors) {
    List<Identifier> suspects = authors.stream().distinct().sorted().toList();
    if (leftOut.size() >= leftOutMax || leftOut.containsAll(suspects)) {
      leftOut.clear();
    }
    List<Identifier> open = suspects.stream().filter(one -> !leftOut.contains(one)).toList();
    if (!open.isEmpty() && leftOutMax > 0) {
      leftOut.add(open.get(Math.floorMod(turn++, open.size())));
    }
  }

  synchronized void missed() {
    leftOut.clear();
  }
}
