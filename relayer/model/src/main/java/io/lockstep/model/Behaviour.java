package io.lockstep.model;

/** How a simulated provider serves. */
public enum Behaviour {
  HONEST,
  /** Answers nothing. */
  SILENT,
  /** Leaves the newest message out of its logs. */
  HIDES_LOGS,
  /** Tells a message that nobody sent. */
  INVENTS_LOGS,
  /** Tells another payload than the one that was sent. */
  ALTERS_LOGS,
  /** Tells the first message of an answer twice. */
  DUPLICATES_LOGS,
  /** Tells the messages of an answer in reverse. */
  REORDERS_LOGS,
  /** Calls everything final. */
  CALLS_ALL_FINAL,
  /** Names another block at every height. */
  NAMES_OTHER_BLOCKS;

  /** Whether it has the chain's own blocks to name, so that it may confirm one that is final. */
  public boolean namesTrueBlocks() {
    return switch (this) {
      case HONEST,
          HIDES_LOGS,
          INVENTS_LOGS,
          ALTERS_LOGS,
          DUPLICATES_LOGS,
          REORDERS_LOGS,
          CALLS_ALL_FINAL ->
          true;
      case SILENT, NAMES_OTHER_BLOCKS -> false;
    };
  }
}
