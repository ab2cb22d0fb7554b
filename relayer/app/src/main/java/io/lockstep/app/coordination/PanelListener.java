package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.Evidence;

/** What is worth telling of a panel. Called on the threads that sign; must not block. */
public interface PanelListener {
  /** An attester does not vouch for a proposal, although t others may. */
  default void refused(Identifier attester, Refusal refusal) {}

  /** An attester lied, and this proves it. */
  default void lied(Evidence evidence) {}

  default void unreachable(Identifier attester, String why) {}

  /** An attester was not told what has been signed. Others serve it. */
  default void notHandedOver(Identifier attester, String why) {}

  static PanelListener silent() {
    return new PanelListener() {};
  }
}
