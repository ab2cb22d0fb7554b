package io.lockstep.core.domain;

import java.util.Optional;

/**
 * What was made of a final message, for ever.
 *
 * @param hold why it is held; nothing if it may be delivered
 */
public record Judgement(FinalMessage message, Optional<String> hold) {
  public static Judgement good(FinalMessage message) {
    return new Judgement(message, Optional.empty());
  }

  public static Judgement held(FinalMessage message, String reason) {
    return new Judgement(message, Optional.of(reason));
  }
}
