package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.Refusal;
import io.lockstep.chain.ForeignText;
import java.util.Arrays;
import java.util.Optional;

/** A refusal as it comes over the network: {@code REASON: text}. */
final class SpokenRefusal {
  private static final String SEPARATOR = ": ";
  private static final int TEXT_MAX = 500;

  private SpokenRefusal() {}

  /** Nothing if it gives no reason that is known here. */
  static Optional<Refusal> parse(String said) {
    int end = said.indexOf(SEPARATOR);
    if (end < 0) {
      return Optional.empty();
    }
    String name = said.substring(0, end);
    String text = ForeignText.excerpt(said.substring(end + SEPARATOR.length()), TEXT_MAX);
    return Arrays.stream(Refusal.Reason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .map(reason -> new Refusal(reason, text));
  }
}
