package io.lockstep.chain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the world that a chain is part of. The message says what was found, what was
 * expected and what to do; the code is for callers that decide by it.
 */
public final class ChainException extends RuntimeException {

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

  public enum Code {
    /** Nobody listens, or the connection broke. */
    RPC_UNREACHABLE(Kind.TRANSIENT),
    /** The whole answer did not arrive in time. */
    RPC_TIMEOUT(Kind.TRANSIENT),
    /** The server is there and asks to be left alone, or is broken for now (429, 5xx). */
    RPC_BUSY(Kind.TRANSIENT),
    /** The server does not serve us (any other status that is not 200). */
    RPC_REFUSED(Kind.CONFIGURATION),
    /** The answer is not JSON-RPC, or larger than any answer that we ask for. */
    RPC_MALFORMED(Kind.EXTERNAL),
    /** A JSON-RPC error. */
    RPC_ERROR(Kind.EXTERNAL),
    /** The server speaks for another chain than the one that is meant. */
    WRONG_CHAIN(Kind.CONFIGURATION),
    /** A read of a contract reverted, or no contract answered. */
    CALL_FAILED(Kind.EXTERNAL),
    /** The node did not take a transaction. */
    TRANSACTION_REFUSED(Kind.EXTERNAL),
    /** A transaction is neither included nor known to be impossible. */
    TRANSACTION_UNKNOWN(Kind.TRANSIENT),
    /** A program or file of the project's own installation is missing. */
    NOT_INSTALLED(Kind.CONFIGURATION),
    PORT_TAKEN(Kind.CONFIGURATION),
    /** A local chain ended, or did not answer in time. */
    LOCAL_CHAIN_FAILED(Kind.EXTERNAL),
    /** What is on a chain, or in the manifest, contradicts what is to be deployed. */
    DEPLOYMENT_REFUSED(Kind.CONFIGURATION),
    /** The manifest cannot be read or written. */
    MANIFEST_UNUSABLE(Kind.CONFIGURATION),
    /** Our own thread was asked to stop. */
    INTERRUPTED(Kind.TRANSIENT);

    private final Kind kind;

    Code(Kind kind) {
      this.kind = kind;
    }

    public Kind kind() {
      return kind;
    }
  }

  private final Code code;

  public ChainException(Code code, String message) {
    this(code, message, null);
  }

  public ChainException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Keeps the request to stop visible to whoever catches this. */
  public static ChainException interrupted(String during, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ChainException(Code.INTERRUPTED, "interrupted while " + during, cause);
  }

  public Code code() {
    return code;
  }

  public Kind kind() {
    return code.kind();
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
