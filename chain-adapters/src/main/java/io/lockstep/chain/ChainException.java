package io.lockstep.chain;

import io.lockstep.core.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the world that a chain is part of. The message says what was found, what was
 * expected and what to do, in characters that can be seen, since it may quote a server; the code is
 * for callers that decide by it.
 */
public final class ChainException extends Failure {

  private static final long serialVersionUID = 1L;

  public enum Code {
    /** Nobody listens, or the connection broke. */
    RPC_UNREACHABLE(Kind.TRANSIENT),
    /** The whole answer did not arrive in time. */
    RPC_TIMEOUT(Kind.TRANSIENT),
    /** The server is there and asks to be left alone, or is broken for now (429, 5xx). */
    RPC_BUSY(Kind.TRANSIENT),
    /** The server does not serve us (any other status that is not 200). */
    RPC_REFUSED(Kind.CONFIGURATION),
    /** The answer is not what was asked for: not JSON-RPC, or not of that question. */
    RPC_MALFORMED(Kind.EXTERNAL),
    /** The answer is larger than any that we are ready to take. */
    RPC_TOO_LARGE(Kind.EXTERNAL),
    /** More questions wait for one server than it is given time for. */
    RPC_OVERLOADED(Kind.TRANSIENT),
    /** A JSON-RPC error. */
    RPC_ERROR(Kind.EXTERNAL),
    /** The server speaks for another chain than the one that is meant. */
    WRONG_CHAIN(Kind.CONFIGURATION),
    /** The server cannot do what it is configured for. */
    NOT_CAPABLE(Kind.CONFIGURATION),
    /** The server does not have the block yet, or not any more. */
    BLOCK_UNKNOWN(Kind.TRANSIENT),
    /** Two answers belong to two branches of the chain: it changed while it was read. */
    CHAIN_CHANGED(Kind.TRANSIENT),
    /** The server gives no proof at that block. */
    PROOF_UNAVAILABLE(Kind.EXTERNAL),
    /** What the server gave as a proof proves nothing. */
    PROOF_WRONG(Kind.EXTERNAL),
    /** The gateway does not know the lane at that block. */
    LANE_UNKNOWN(Kind.CONFIGURATION),
    /** None of the configured providers can be read from now. */
    NO_PROVIDER(Kind.TRANSIENT),
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
    super(ForeignText.visible(message), cause);
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

  @Override
  public Kind kind() {
    return code.kind();
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
