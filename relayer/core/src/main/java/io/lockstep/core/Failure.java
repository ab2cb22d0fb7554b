package io.lockstep.core;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the world behind a port. Its kind says whether trying again makes sense; its message
 * says what was found, what was expected and what to do.
 */
public abstract class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether trying again makes sense. */
  public enum Kind {
    /** It may pass by itself: the same call may succeed later. */
    TRANSIENT,
    /** Somebody else's server or contract misbehaves or refuses; waiting alone does not help. */
    EXTERNAL,
    /** Something here must be changed first. */
    CONFIGURATION
  }

  protected Failure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public abstract Kind kind();
}
