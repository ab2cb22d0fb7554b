package io.lockstep.core.domain;

/** What a signer's record says when a commitment is to be used. */
public sealed interface CommitmentUse {
  /**
   * It had not been used, and now it is on record.
   *
   * @param ledgerHeight how many entries the record has since then
   */
  record First(long ledgerHeight) implements CommitmentUse {}

  /** It is on record already, for whatever session. */
  record Repeated() implements CommitmentUse {}
}
