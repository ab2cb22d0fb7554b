package io.lockstep.app.prove.attest;

import java.util.List;
import java.util.stream.Stream;

/** What goes wrong. A run in which one of them never happened has not shown what it says. */
sealed interface Fault {
  /** Of the network, of chains, and of processes that mean well. */
  enum Mishap implements Fault {
    DELAYED,
    DROPPED,
    DUPLICATED,
    REORG,
    KILLED,
    /** After something was written, and before anything came of it. */
    KILLED_IN_A_WRITE,
    CUT_OFF,
    RESTORED_FROM_BACKUP,
    SHARES_REFRESHED
  }

  /** Of providers. */
  enum Misinformation implements Fault {
    SILENT,
    BEHIND,
    ON_ANOTHER_BRANCH,
    HIDES_LOGS,
    INVENTS_LOGS,
    ALTERS_LOGS,
    DUPLICATES_LOGS,
    REORDERS_LOGS,
    CALLS_ALL_FINAL,
    NAMES_OTHER_BLOCKS,
    /** All providers of an attester tell the same forged branch. */
    ALL_FORGED
  }

  /** What coordinators want signed, or how. */
  enum Mischief implements Fault {
    CONTRADICTING_HEAD,
    BEYOND_FINAL,
    HOLDS_LEFT_OUT,
    HOLDS_INVENTED,
    FOREIGN_EPOCH,
    FROM_AHEAD,
    SESSION_OVER_ANOTHER_DIGEST,
    FORGED_BRANCH,
    RULING_OF_NOBODY,
    BY_A_STRANGER
  }

  /** What is done by those who hold keys, with them or by others who have stolen them. */
  enum Treason implements Fault {
    SIGNS_ANYTHING,
    HOLDS_EVERYTHING,
    REPLAYED_REQUEST,
    REPLAYED_ANSWER,
    THREE_SHARES_STOLEN
  }

  List<Fault> ALL =
      Stream.<Fault[]>of(
              Mishap.values(), Misinformation.values(), Mischief.values(), Treason.values())
          .flatMap(Stream::of)
          .toList();

  String name();
}
