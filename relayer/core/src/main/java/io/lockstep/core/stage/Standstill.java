package io.lockstep.core.stage;

import java.util.Optional;

/** Why a stage that acts does not. */
final class Standstill {
  private Standstill() {}

  /**
   * A halt needs an operator's decision. A pause is one, and may end at any time, so it is asked
   * for again at the stage's usual pace.
   */
  static Optional<Step> of(Optional<String> halted, Optional<String> paused) {
    return halted
        .<Step>map(Step.Halted::new)
        .or(() -> paused.map(why -> new Step.Idle("paused: " + why)));
  }
}
