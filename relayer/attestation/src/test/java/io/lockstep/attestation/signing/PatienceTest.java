package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.Refusal.refused;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void waitsDoubleUpToTheLongest() {
    Patience patience = new Patience(Duration.ZERO, ofSeconds(1), ofSeconds(5), ofSeconds(60));

    assertThat(IntStream.of(1, 2, 3, 4, 5, 1_000_000).mapToObj(patience::after))
        .containsExactly(
            ofSeconds(1), ofSeconds(2), ofSeconds(4), ofSeconds(5), ofSeconds(5), ofSeconds(5));
  }

  @Test
  void waitsAreMoreThanZeroAndRise() {
    refused(
        OUT_OF_RANGE,
        "patience",
        () -> new Patience(Duration.ZERO, Duration.ZERO, ofSeconds(1), ofSeconds(2)));
    refused(
        OUT_OF_RANGE,
        "patience",
        () -> new Patience(ofSeconds(-1), ofSeconds(1), ofSeconds(1), ofSeconds(2)));
    refused(
        OUT_OF_RANGE,
        "patience",
        () -> new Patience(Duration.ZERO, ofSeconds(2), ofSeconds(1), ofSeconds(3)));
    refused(
        OUT_OF_RANGE,
        "patience",
        () -> new Patience(Duration.ZERO, ofSeconds(1), ofSeconds(3), ofSeconds(2)));
  }
}
