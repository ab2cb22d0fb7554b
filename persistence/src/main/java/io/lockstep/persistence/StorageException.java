package io.lockstep.persistence;

import io.lockstep.core.Failure;
import org.jspecify.annotations.Nullable;

/** The database refused, or could not be asked. */
public final class StorageException extends Failure {
  private static final long serialVersionUID = 1L;

  public enum Code {
    /** Nobody listens, or the connection broke before anything was committed. */
    UNREACHABLE(Kind.TRANSIENT),
    /**
     * The connection broke while the server committed: it may have happened. Look before acting.
     */
    OUTCOME_UNKNOWN(Kind.TRANSIENT),
    /** All connections of our own are in use. */
    POOL_EXHAUSTED(Kind.TRANSIENT),
    /** A statement took longer than it may. */
    TIMED_OUT(Kind.TRANSIENT),
    /** Somebody else holds a lock for longer than we wait. */
    LOCKED(Kind.TRANSIENT),
    /** Two transactions were in each other's way, and this one gave in. */
    SERIALIZATION(Kind.TRANSIENT),
    /** What the caller read before has changed since: read again. */
    OVERTAKEN(Kind.TRANSIENT),
    /** Somebody else has taken the lease over. */
    STALE_LEASE(Kind.EXTERNAL),
    /** The server takes no writes: a standby, or one that is told to refuse them. */
    READ_ONLY(Kind.EXTERNAL),
    DISK_FULL(Kind.EXTERNAL),
    /** A rule of the schema: whatever was to be written must not be. */
    REFUSED(Kind.CONFIGURATION),
    /** Wrong user, password or database, or a role that may not do this. */
    NOT_PERMITTED(Kind.CONFIGURATION),
    /** The schema is not the one that this version works with. */
    SCHEMA_MISMATCH(Kind.CONFIGURATION),
    /** The lane is not registered here. */
    UNKNOWN_LANE(Kind.CONFIGURATION),
    /** Anything else that the server says. */
    UNEXPECTED(Kind.CONFIGURATION);

    private final Kind kind;

    Code(Kind kind) {
      this.kind = kind;
    }
  }

  private final Code code;

  public StorageException(Code code, String message) {
    this(code, message, null);
  }

  public StorageException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  @Override
  public Kind kind() {
    return code.kind;
  }
}
