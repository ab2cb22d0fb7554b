package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import java.time.Instant;

/** One reason to hold a transfer, or to wait with it. */
@FunctionalInterface
public interface Rule {
  /**
   * Judges by nothing but what it is given, so that the same message at the same moment is judged
   * alike.
   *
   * @param volumes what was judged good before
   */
  Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes);
}
