package io.lockstep.chain.rpc;

import java.util.List;

/**
 * A question to a node, and how to read what it answers.
 *
 * @param parameters texts, booleans, and lists and maps of them
 */
public record RpcCall<R>(String method, List<Object> parameters, ResultReader<R> result) {
  public RpcCall {
    parameters = List.copyOf(parameters);
  }
}
