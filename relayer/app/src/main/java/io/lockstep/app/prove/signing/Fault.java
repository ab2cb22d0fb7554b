package io.lockstep.app.prove.signing;

import java.util.List;
import java.util.stream.Stream;

/** What goes wrong. A run in which one of them never happened has not shown what it says. */
sealed interface Fault {
  /** Of the network, and of honest signers and coordinators. */
  enum Mishap implements Fault {
    DELAYED,
    DROPPED,
    DUPLICATED,
    RESTARTED,
    APPROVED_LATE,
    COORDINATOR_LOST_MEMORY,
    COORDINATOR_REPLACED
  }

  /** Of faulty signers. */
  enum Lie implements Fault {
    SILENT,
    SLOW,
    WRONG_SHARE,
    SHARE_OF_ANOTHER_SESSION,
    MALFORMED_ANSWER,
    FLIPPED_BYTE,
    WRONG_SIGNATURE,
    FORGED_IDENTITY,
    FOREIGN_IDENTIFIER,
    REPLAYED_COMMITMENTS,
    FLOOD_OF_COMMITMENTS,
    FALSE_REFUSAL
  }

  List<Fault> ALL =
      Stream.<Fault>concat(Stream.of(Mishap.values()), Stream.of(Lie.values())).toList();

  String name();
}
