package io.lockstep.attestation.ceremony;

/** What came of reading a message that its sender did sign. */
sealed interface Reading {
  /** It is as the rules want it. */
  record Sound(Spoken spoken) implements Reading {}

  /** Nobody who follows the rules could have written it. */
  record Broken(String why) implements Reading {}
}
