package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All rules together: who suspects anything has a message held, who asks for time gets it, and
 * otherwise it is signed.
 *
 * <p>Waiting is bounded, because a lane waits with its messages: what has been final for {@code
 * waitMax} is not waited with any longer, whatever a rule or a clock says. Only suspicion holds.
 */
public record Policy(List<Rule> rules, Duration waitMax) {
  public Policy {
    rules = List.copyOf(rules);
    if (waitMax.isNegative()) {
      throw new IllegalArgumentException(
          "longest wait: found %s, expected zero or more".formatted(waitMax));
    }
  }

  public Verdict judge(FinalMessage message, Instant now, Volumes volumes) {
    Optional<Transfer> transfer = Transfer.of(message.message());
    if (transfer.isEmpty()) {
      return Verdict.SIGN;
    }
    List<Verdict> verdicts =
        rules.stream().map(rule -> rule.judge(message, transfer.get(), now, volumes)).toList();
    return hold(verdicts).or(() -> wait(verdicts, message, now)).orElse(Verdict.SIGN);
  }

  private static Optional<Verdict> hold(List<Verdict> verdicts) {
    return verdicts.stream().filter(Verdict.Hold.class::isInstance).findFirst();
  }

  private Optional<Verdict> wait(List<Verdict> verdicts, FinalMessage message, Instant now) {
    Instant latest = message.finalSince().plus(waitMax);
    if (!now.isBefore(latest)) {
      return Optional.empty();
    }
    return verdicts.stream()
        .filter(Verdict.Wait.class::isInstance)
        .map(Verdict.Wait.class::cast)
        .filter(wait -> wait.until().isAfter(now))
        .max(Comparator.comparing(Verdict.Wait::until))
        .map(wait -> wait.until().isAfter(latest) ? new Verdict.Wait(latest, wait.reason()) : wait);
  }
}
