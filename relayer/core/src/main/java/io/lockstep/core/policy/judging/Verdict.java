package io.lockstep.core.policy.judging;

import java.time.Instant;

/** What is to become of a final message. */
public sealed interface Verdict {
  /** It may be delivered. */
  record Sign() implements Verdict {}

  /** It is suspicious: it is parked, and stays so until the quorum rules on it. */
  record Hold(String reason) implements Verdict {}

  /** It is not suspicious, only early. Whatever follows it in its lane waits too. */
  record Wait(Instant until, String reason) implements Verdict {}

  Verdict SIGN = new Sign();
}
