package io.lockstep.attestation;

/**
 * Something that the protocols of this module do not allow: bytes that nobody who follows them
 * could have written, or values that must not be signed with. It is the only exception that this
 * module throws for what it is given, and it never tells a secret.
 */
public final class AttestationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for callers that decide by it. */
  public enum Code {
    WRONG_LENGTH,
    OUT_OF_RANGE,
    /** A list that must rise by identifier and does not. */
    OUT_OF_ORDER,
    /** Bytes that are not the compressed form of a point other than infinity. */
    NOT_A_POINT,
    /** Shares, keys or rosters that do not belong together. */
    INCONSISTENT,
    /** Fewer signers than the threshold. */
    TOO_FEW,
    /** An identifier that is not on the roster, or has no part in this round. */
    FOREIGN,
    /** A message without the signature of the one it says it is from. */
    NOT_SIGNED,
    /** The signer's own commitment is not in the list, or was changed. */
    NOT_OWN_COMMITMENT,
    /** Sealed bytes that the passphrase does not open. */
    NOT_OPENED,
    /** Nonces that have signed already. */
    NONCES_USED,
    /** Commitments that lead to a signature which no gateway takes: begin with fresh ones. */
    UNUSABLE
  }

  private final Code code;

  public AttestationException(Code code, String what, Object found, Object expected) {
    super(what + ": found " + found + ", expected " + expected);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
