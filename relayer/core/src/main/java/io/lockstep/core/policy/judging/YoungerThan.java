package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import java.time.Duration;
import java.time.Instant;

/** Leaves time for somebody to pause, before anything is signed. */
public record YoungerThan(Duration age) implements Rule {
  @Override
  public Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes) {
    Instant old = message.finalSince().plus(age);
    return now.isBefore(old)
        ? new Verdict.Wait(old, "final since %s, expected %s".formatted(message.finalSince(), age))
        : Verdict.SIGN;
  }
}
