package io.lockstep.app.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A promise of the design that the demo checked.
 *
 * @param id as in docs/ARCHITECTURE.md
 * @param broken what was found instead, or nothing if it held
 */
record Promise(String id, String text, Optional<String> broken) {

  /** Held if none of the attempts to break it found anything. */
  static Promise of(String id, String text, List<Optional<String>> findings) {
    String found = findings.stream().flatMap(Optional::stream).collect(Collectors.joining("; "));
    return new Promise(id, text, found.isEmpty() ? Optional.empty() : Optional.of(found));
  }

  boolean held() {
    return broken.isEmpty();
  }

  /** As the last line of the demo says it. */
  String verdict() {
    return broken.map(found -> "broken: " + found).orElse("held");
  }
}
