package io.lockstep.chain.rpc;

/** What a node made of a question. */
public sealed interface Reply<R> {

  record Result<R>(R value) implements Reply<R> {}

  /** A JSON-RPC error: the node understood, and gives no result. */
  record Refused<R>(long code, String message) implements Reply<R> {

    /** The question itself is unknown to the node. */
    public boolean isUnknownMethod() {
      return code == -32601
          || message.matches("(?is).*method.*(not (found|supported|available)).*");
    }

    @Override
    public String toString() {
      return "%s (code %d)".formatted(message, code);
    }
  }
}
