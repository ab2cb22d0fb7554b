package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import java.util.Arrays;

/** Why a signer gives no share. */
public enum RefusalReason {
  /** It has not approved this digest, or not yet. */
  NOT_APPROVED(1),
  /** The session is one of another roster, epoch or generation of shares. */
  FOREIGN_KEY(2),
  /** The list has no commitment of this signer. */
  NOT_INVITED(3),
  /** The list has somebody who is not on the roster. */
  FOREIGN_SIGNER(4),
  TOO_FEW(5),
  /**
   * The signer has no nonces to its commitment: they were used, or lost in a restart, or were made
   * for another coordinator, or never were.
   */
  UNKNOWN_COMMITMENT(6),
  /** Its durable record says that the commitment was used, although the nonces were there. */
  USED_BEFORE(7);

  private final byte code;

  RefusalReason(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static RefusalReason of(byte code) {
    return Arrays.stream(values())
        .filter(reason -> reason.code == code)
        .findFirst()
        .orElseThrow(() ->
            new AttestationException(
                OUT_OF_RANGE, "reason of a refusal", code, "1 to " + values().length));
  }
}
