package io.lockstep.app.attester.desk;

import io.lockstep.attestation.attester.Proposal;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.LaneId;

/** What is worth telling of what is said at the desk. Called on the thread that answers. */
public interface DeskListener {
  /**
   * Something was not signed.
   *
   * @param coordinator as people call it
   * @param reason a word
   * @param text what was found and what was expected
   */
  default void refused(String coordinator, LaneId lane, String reason, String text) {}

  default void signed(String coordinator, Proposal proposal) {}

  /** A quorum's checkpoint is kept, and served from now on. */
  default void finished(KeptCheckpoint checkpoint) {}

  /** A lane and its paired one stand still from now on. */
  default void halted(LaneId lane, String why) {}

  static DeskListener silent() {
    return new DeskListener() {};
  }
}
