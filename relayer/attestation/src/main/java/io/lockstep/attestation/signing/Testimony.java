package io.lockstep.attestation.signing;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.SignedMessage;

/** Whether somebody of the roster has said what is written. */
final class Testimony {
  private Testimony() {}

  static boolean isSigned(SignedMessage message, Roster roster) {
    try {
      message.requireSigned(roster);
      return true;
    } catch (AttestationException e) {
      return false;
    }
  }
}
