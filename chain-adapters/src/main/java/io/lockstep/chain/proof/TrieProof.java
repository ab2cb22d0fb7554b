package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.TOO_LARGE;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.List;

/**
 * The nodes of a trie on the way from its root to a key, or to where the key would be.
 *
 * <p>Nodes differ in two habits, and both are taken. One that stands in its parent may be given
 * once more by itself, and the empty trie as no node or as the one that it hashes to its root.
 */
public record TrieProof(List<Bytes> nodes) {

  /** A path of 64 half-bytes, each with a node of its own, and a leaf for what is left: nothing. */
  public static final int NODES_MAX = 2 * Hash32.LENGTH + 1;

  public TrieProof {
    if (nodes.size() > NODES_MAX) {
      throw new ProofException(TOO_LARGE, "trie proof", nodes.size() + " nodes", NODES_MAX);
    }
    nodes = List.copyOf(nodes);
  }

  /**
   * What the trie with that root holds under the key. State and storage are kept under the hashes
   * of their keys, so that nobody can choose where in the trie they come to lie.
   */
  public TrieValue find(Hash32 root, Bytes key) {
    return find(root, key, new TrieWalk());
  }

  TrieValue find(Hash32 root, Bytes key, TrieWalk walk) {
    return walk.find(root, NibblePath.of(Keccak256.of(key).bytes()), nodes);
  }
}
