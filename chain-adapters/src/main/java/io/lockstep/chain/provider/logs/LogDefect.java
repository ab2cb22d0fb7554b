package io.lockstep.chain.provider.logs;

import io.lockstep.chain.rpc.UnreadableAnswer;
import org.jspecify.annotations.Nullable;

/** What may be wrong with a log, or with several. */
public enum LogDefect {
  /** The filter excludes it. */
  FOREIGN_ADDRESS("log of another contract"),
  /** The filter excludes it. */
  FOREIGN_TOPIC("log of another event or lane"),
  /** A field is missing, as in logs of pending transactions. */
  MISSING_FIELD("log without a field"),
  /** Larger than any message that a gateway takes. */
  OVERSIZED("log with too much data"),
  /** Data that the gateway's compiler does not write, or a message that cannot be. */
  NOT_ENCODED("log that no gateway writes"),
  /** In a block that was not asked for. */
  OUTSIDE_RANGE("log outside the blocks that were asked for"),
  /** Two logs that differ claim one place. */
  CONTRADICTORY("two logs at one place"),
  /** One log was given twice; once is enough. */
  REPEATED("log given twice"),
  /** The logs are put in order. */
  UNORDERED("logs out of order"),
  /** The node itself says that the log is no longer there; it is left out. */
  REMOVED("log that was removed"),
  /** Logs of one height in two blocks, or in another block than the provider has there. */
  OTHER_BRANCH("log of another branch");

  private final String text;

  LogDefect(String text) {
    this.text = text;
  }

  UnreadableAnswer found(@Nullable Object found, Object expected) {
    return new UnreadableAnswer(text, found, expected);
  }

  @Override
  public String toString() {
    return text;
  }
}
