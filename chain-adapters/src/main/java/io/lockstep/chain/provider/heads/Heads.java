package io.lockstep.chain.provider.heads;

/** Wakes whoever waits for new blocks. It may wake too often, too late, or not at all. */
public interface Heads extends AutoCloseable {

  @Override
  void close();
}
