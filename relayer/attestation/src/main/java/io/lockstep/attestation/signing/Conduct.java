package io.lockstep.attestation.signing;

/** How a signer behaved in a signing that came to nothing. */
public sealed interface Conduct {
  /** It owes no answer. */
  record Answered() implements Conduct {}

  /**
   * It owes an answer.
   *
   * @param requests how often it was asked for it
   * @param unreachable whether the last request could not even be brought to it
   */
  record Silent(int requests, boolean unreachable) implements Conduct {}

  record Refused(RefusalReason last, int times) implements Conduct {}

  record Lied(Evidence evidence) implements Conduct {}
}
