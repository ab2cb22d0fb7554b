package io.lockstep.app.prove.attest;

/** What the tables of an attester cannot hold was to be written. */
final class RefusedBySchema extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  RefusedBySchema(String expected) {
    super("An attester's record was given something else than " + expected + ".");
  }
}
