package io.lockstep.chain.rpc;

import tools.jackson.core.JsonParser;

/** Reads the result of an answer while it streams by. */
@FunctionalInterface
public interface ResultReader<R> {

  /**
   * Reads one value.
   *
   * @param in at the first token of the value, which may be null; left at its last
   * @throws UnreadableAnswer if it is not what was asked for
   */
  R read(JsonParser in);
}
