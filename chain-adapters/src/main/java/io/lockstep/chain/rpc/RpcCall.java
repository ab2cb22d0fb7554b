package io.lockstep.chain.rpc;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A question to a node, and how to read what it answers.
 *
 * @param parameters texts, booleans, and lists and maps of them
 * @param result the same for all questions of one kind, since in a batch the result of one may
 *     stream by before it is told which one it is
 * @param check refuses what does not answer this very question
 */
public record RpcCall<R>(
    String method, List<Object> parameters, ResultReader<R> result, UnaryOperator<R> check) {

  public RpcCall {
    parameters = List.copyOf(parameters);
  }

  public RpcCall(String method, List<Object> parameters, ResultReader<R> result) {
    this(method, parameters, result, UnaryOperator.identity());
  }

  Reply<R> checked(Reply<R> reply) {
    return switch (reply) {
      case Reply.Result<R>(R value) -> new Reply.Result<>(check.apply(value));
      case Reply.Refused<R> refused -> refused;
    };
  }
}
