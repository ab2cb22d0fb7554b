package io.lockstep.attestation.attester;

/**
 * Why an attester does not sign.
 *
 * @param text what was found and what was expected, for a person
 */
public record Refusal(Reason reason, String text) {
  /** For those who count, and for coordinators that decide by it. */
  public enum Reason {
    /** It may be an older copy of itself, and signs nothing until it knows better. */
    FENCED,
    UNKNOWN_LANE,
    /** An operator must decide first. */
    HALTED,
    /** Of an epoch whose key this attester has no share of. */
    WRONG_EPOCH,
    /** Beyond what is final here. Later it may not be. */
    NOT_FINAL,
    /** Final, and not judged yet, or waiting as policy wants it. */
    NOT_JUDGED,
    /** Another head than the one that is final here. */
    CONTRADICTS,
    /** It begins beyond what the destination is known to have executed. */
    FROM_AHEAD,
    /** The source has executed more of the paired lane than is final here. */
    PAIR_NOT_FINAL,
    /** A message that this attester holds is not on the list. */
    HOLD_MISSING,
    /** A message on the list that nobody of the roster is shown to hold. */
    HOLD_UNFOUNDED,
    /** More on the word of one attester than it has a right to. */
    HOLDS_OVER_QUOTA,
    /** The message is not one that is executed and final at its destination. */
    NOT_EXECUTED,
    /** This attester's operator has decided otherwise, or not at all. */
    NOT_RULED
  }
}
