package io.lockstep.chain.deploy;

import io.lockstep.protocol.ChainId;

/**
 * Hears how a deployment advances, step by step. Whatever it throws ends the run there, as a crash
 * would; a later run goes on.
 */
@FunctionalInterface
public interface DeploymentProgress {

  enum Moment {
    /** The signed transaction is in the manifest and has not been sent. */
    RECORDED,
    /** The node has it. */
    SENT,
    /** It is in a block, which the manifest does not know yet. */
    INCLUDED,
    /** The manifest knows the block: the step is done. */
    DONE
  }

  void at(Moment moment, ChainId chain, String step);

  static DeploymentProgress silent() {
    return (_, _, _) -> {};
  }
}
