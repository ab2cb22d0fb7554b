package io.lockstep.app.coordination;

import io.lockstep.attestation.signing.Patience;
import java.time.Duration;
import java.util.List;

/**
 * How long a coordinator waits for attesters.
 *
 * @param holdsGrace how long those who have not told their holds are waited for, once a quorum has
 * @param holdsWhole until it is given up that a quorum tells its holds
 * @param attemptsMax how many proposals are made for one signature: lists of holds may be refused
 * @param handOverPauses between tries to hand over what was signed; one try more than pauses
 */
public record PanelTiming(
    Patience patience,
    Duration holdsGrace,
    Duration holdsWhole,
    int attemptsMax,
    List<Duration> handOverPauses) {
  public PanelTiming {
    handOverPauses = List.copyOf(handOverPauses);
    if (attemptsMax < 1) {
      throw new IllegalArgumentException(
          "attemptsMax: found %d, expected at least 1".formatted(attemptsMax));
    }
  }

  /** For attesters on several continents. */
  public static final PanelTiming USUAL =
      new PanelTiming(
          new Patience(
              Duration.ofMillis(400),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(6)),
          Duration.ofMillis(150),
          Duration.ofSeconds(3),
          6,
          List.of(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(10)));
}
