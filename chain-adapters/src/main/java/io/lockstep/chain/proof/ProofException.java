package io.lockstep.chain.proof;

/**
 * Bytes that prove nothing. It is the only exception that this package throws for what it is given.
 */
public final class ProofException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, for callers that decide by it. */
  public enum Code {
    /** Bytes that are not RLP, or not the one way to write what they mean. */
    NOT_RLP,
    /** More bytes, nodes or nesting than anything real has. */
    TOO_LARGE,
    /** Sound RLP that is not what must stand in its place. */
    WRONG_SHAPE,
    /**
     * The block's hash is not the hash of its header: there is nothing that a proof could hold to.
     */
    WRONG_BLOCK_HASH,
    /**
     * The first node is not the root's: a proof from another block, or of another account. Where
     * header and proof were asked for one after the other a reorg may have come between.
     */
    WRONG_ROOT,
    /** A node that its parent does not name. */
    WRONG_NODE,
    /** The nodes end before the path does. */
    NODE_MISSING,
    /** A node that the path does not lead through. */
    NODE_UNUSED,
    /** A proof about another account than the gateway's. */
    WRONG_ADDRESS,
    /** At that block there is no account at the gateway's address. */
    NO_ACCOUNT,
    /** The gateway's code is not the one that is pinned. */
    WRONG_CODE,
    /** A proof about other slots than the lane's, or in another order. */
    WRONG_SLOT,
    /** The lane does not begin at the trusted gateway. */
    WRONG_LANE,
    /** Storage that a gateway with the pinned code never has. */
    CONTRADICTION
  }

  private final Code code;

  ProofException(Code code, String what, Object found, Object expected) {
    super(what + ": found " + found + ", expected " + expected);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
