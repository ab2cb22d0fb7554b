package io.lockstep.app.attester.running;

import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.telemetry.Readiness.Part;
import io.lockstep.attestation.attester.StartingFence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How ready the attester is besides watching. */
record AttesterParts(boolean ready, List<Part> parts) {
  static AttesterParts of(AttesterKeys keys, Optional<Sitting> sitting) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("key", "epoch " + keys.quorum().epoch(), keys.toString()));
    boolean open = sitting.map(now -> addAll(parts, now)).orElse(false);
    if (sitting.isEmpty()) {
      parts.add(new Part("door", "closed", "the lanes are not all registered yet"));
    }
    return new AttesterParts(open, parts);
  }

  private static boolean addAll(List<Part> parts, Sitting sitting) {
    Optional<String> closed = sitting.fence().closed();
    Optional<Integer> port = sitting.port();
    parts.add(new Part("turn", sitting.turn().isHeld() ? "held" : "standing by", turn(sitting)));
    parts.add(new Part("fence", closed.isEmpty() ? "open" : "closed", closed.orElse("")));
    parts.add(
        new Part(
            "door",
            port.isPresent() ? "open" : "closed",
            port.map(number -> "port " + number).orElse("it opens with the first turn")));
    parts.add(new Part("peers", heard(sitting), troubles(sitting)));
    return closed.isEmpty() && port.isPresent();
  }

  private static String turn(Sitting sitting) {
    return sitting.turn().closed().orElse("");
  }

  private static String heard(Sitting sitting) {
    return sitting.term().current().map(AttesterParts::heard).orElse("not asked");
  }

  private static String heard(StartingFence fence) {
    return "%d heard, %d expected".formatted(fence.heard(), fence.expected());
  }

  private static String troubles(Sitting sitting) {
    return String.join(
        "; ",
        sitting.questions().stream().flatMap(question -> question.trouble().stream()).toList());
  }
}
