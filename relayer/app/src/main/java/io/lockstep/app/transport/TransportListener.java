package io.lockstep.app.transport;

import io.lockstep.attestation.attester.Refusal;

/** What is worth counting of an attester's answers. Called on the thread that answers. */
public interface TransportListener {
  /** Why a request was not even looked at. */
  enum Cause {
    /** It shows no certificate, or one that may not ask this. */
    NOT_ALLOWED,
    /** Its bytes are not what they should be. */
    UNREADABLE,
    OVERSIZED,
    OVER_QUOTA,
    /** There is no room for it now, or the attester is about to stop. */
    BUSY,
    /** What the attester itself needs did not answer. */
    UNAVAILABLE
  }

  default void answered(String route) {}

  default void rejected(String route, Cause cause, String text) {}

  /** It was looked at, and not signed. */
  default void refused(Refusal refusal) {}

  static TransportListener silent() {
    return new TransportListener() {};
  }
}
