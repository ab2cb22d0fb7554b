package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.WRONG_SHAPE;

import io.lockstep.protocol.Bytes;

/**
 * A path as a node has it. The first half-byte tells leaves from extensions and odd lengths from
 * even ones; where the length is even the second one fills the byte, and is zero.
 */
record HexPrefix(NibblePath path, boolean isLeaf) {

  private static final int ODD = 1;
  private static final int LEAF = 2;

  static HexPrefix decode(Bytes encoded) {
    if (encoded.length() == 0) {
      throw new ProofException(WRONG_SHAPE, "path of a node", "no bytes", "at least one");
    }
    int first = Byte.toUnsignedInt(encoded.asByteBuffer().get());
    int flags = first >> 4;
    if (flags > (LEAF | ODD)) {
      throw new ProofException(WRONG_SHAPE, "path of a node", "flags " + flags, "at most 3");
    }
    boolean odd = (flags & ODD) != 0;
    if (!odd && (first & 0xf) != 0) {
      throw new ProofException(WRONG_SHAPE, "path of a node", "padding " + (first & 0xf), "zero");
    }
    return new HexPrefix(NibblePath.skipping(odd ? 1 : 2, encoded), (flags & LEAF) != 0);
  }
}
