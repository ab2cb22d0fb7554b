package io.lockstep.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastLineTest {

  @Test
  void saysWhatBecameOfTheTransfersAndOfThePromises() {
    Story.Ending ending =
        new Story.Ending(
            new Tally(6, 3, 2, 1, 1, 1, 1),
            List.of(
                Promise.of("I3", "once", List.of(Optional.of("found one"), Optional.empty())),
                Promise.of("I4", "provenance", List.of(Optional.empty()))));

    assertThat(LastLine.of(ending))
        .isEqualTo(
            "{\"locked\":6,\"delivered\":3,\"parked\":2,\"voided\":1,\"refunded\":1,\"lost\":1,\"duplicated\":1,"
                + "\"promises\":{\"I3\":\"broken: found one\",\"I4\":\"held\"}}");
    assertThat(ending.held()).isFalse();
  }

  @Test
  void doesNotHoldWhenATransferIsLost() {
    assertThat(new Story.Ending(new Tally(2, 1, 0, 0, 0, 1, 0), List.of()).held()).isFalse();
  }
}
