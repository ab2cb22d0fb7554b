package io.lockstep.app.keys.ceremony;

import org.jspecify.annotations.Nullable;

/** Another attester was not reached, or does not take something now. It is tried again. */
final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PeerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
