package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.WRONG_SHAPE;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;

/** Where a node has a child, or might have one. */
sealed interface NodeReference {

  /** Nothing lies there. */
  record None() implements NodeReference {}

  /** How a node names its child. */
  sealed interface Child extends NodeReference {}

  /** By the hash of what it is encoded to. */
  record Hashed(Hash32 hash) implements Child {}

  /** A child that is shorter than a hash stands in its parent itself. */
  record Embedded(TrieNode node, Bytes encoded) implements Child {}

  static NodeReference of(RlpItem item) {
    return switch (item) {
      case RlpString(Bytes bytes) when bytes.length() == 0 -> new None();
      case RlpString string -> new Hashed(RlpShape.hash(string, "reference to a node"));
      case RlpList list -> embedded(list);
    };
  }

  private static Embedded embedded(RlpList list) {
    Bytes encoded = RlpEncoder.encode(list);
    if (encoded.length() >= Hash32.LENGTH) {
      throw new ProofException(
          WRONG_SHAPE, "embedded node", encoded.length() + " bytes", "fewer than a hash has");
    }
    return new Embedded(TrieNode.of(list), encoded);
  }

  /** The other side of the same rule. */
  static void requireHashed(Bytes encoded) {
    if (encoded.length() < Hash32.LENGTH) {
      throw new ProofException(
          WRONG_SHAPE,
          "hashed node",
          encoded.length() + " bytes",
          "at least as many as a hash has");
    }
  }
}
