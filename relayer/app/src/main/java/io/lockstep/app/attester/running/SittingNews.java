package io.lockstep.app.attester.running;

import io.lockstep.app.attester.desk.DeskListener;

/** What becomes of a sitting. */
interface SittingNews extends DeskListener {
  /** This process may sign, once its peers have answered. */
  void turnBegan();

  /** Another process has taken over. */
  void turnLost();
}
