package io.lockstep.app.transport;

import io.lockstep.core.Failure;
import org.jspecify.annotations.Nullable;

/** Somebody could not be reached, or did not want to answer. */
public final class TransportException extends Failure {
  private static final long serialVersionUID = 1L;

  TransportException(String message) {
    this(message, null);
  }

  TransportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public Kind kind() {
    return Kind.TRANSIENT;
  }
}
