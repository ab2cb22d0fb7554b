package io.lockstep.app.prove.signing;

/** What goes wrong. A run in which one of them never happened has not shown what it says. */
enum Fault {
  // Of the network, and of honest signers and coordinators.
  DELAYED,
  DROPPED,
  DUPLICATED,
  RESTARTED,
  APPROVED_LATE,
  COORDINATOR_LOST_MEMORY,
  COORDINATOR_REPLACED,
  // Of faulty signers.
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
