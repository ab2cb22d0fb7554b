package io.lockstep.core.domain.delivery;

/**
 * What became of a transaction that was handed to a node. None of it says whether the transaction
 * will be mined: that is asked of the chain.
 */
public sealed interface Broadcast {
  /** The node took it, or had it already. */
  record Taken() implements Broadcast {}

  /** The nonce is used up on the node's chain. */
  record NonceTooLow() implements Broadcast {}

  /** It offers too little, by itself or to replace what the node has under this nonce. */
  record Underpriced(String text) implements Broadcast {}

  record InsufficientFunds(String text) implements Broadcast {}

  /** The node refuses it for another reason. */
  record Refused(String text) implements Broadcast {}

  /** There was no answer. It may have gone out. */
  record Unknown(String text) implements Broadcast {}
}
