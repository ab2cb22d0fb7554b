package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.NODE_MISSING;
import static io.lockstep.chain.proof.ProofException.Code.NODE_UNUSED;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_NODE;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_ROOT;

import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.chain.proof.TrieNode.Branch;
import io.lockstep.chain.proof.TrieNode.Extension;
import io.lockstep.chain.proof.TrieNode.Leaf;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.List;

/**
 * Follows a path from the root, through nodes of which each is the one that its parent names.
 *
 * <p>Its checks may be overridden, for tests that leave one out to show that it is needed.
 */
class TrieWalk {

  private static final Bytes EMPTY_TRIE = RlpEncoder.encode(new RlpString(Bytes.EMPTY));
  private static final Hash32 EMPTY_ROOT = Keccak256.of(EMPTY_TRIE);

  final TrieValue find(Hash32 root, NibblePath path, List<Bytes> nodes) {
    GivenNodes given = new GivenNodes(nodes);
    TrieValue found =
        root.equals(EMPTY_ROOT) ? inEmptyTrie(given) : follow(rootNode(root, given), path, given);
    requireAllUsed(given);
    return found;
  }

  private static TrieValue inEmptyTrie(GivenNodes given) {
    given.skip(EMPTY_TRIE);
    return new TrieValue.Absent();
  }

  private TrieNode rootNode(Hash32 root, GivenNodes given) {
    Bytes encoded = given.next(root);
    requireNamed(root, encoded, WRONG_ROOT);
    return TrieNode.decode(encoded);
  }

  private TrieValue follow(TrieNode node, NibblePath path, GivenNodes given) {
    return switch (node) {
      case Branch(var _, Bytes value) when path.isEmpty() -> held(value);
      case Branch(var children, Bytes _) ->
          switch (children.get(path.first())) {
            case NodeReference.None _ -> new TrieValue.Absent();
            case NodeReference.Child child -> follow(resolve(child, given), path.drop(1), given);
          };
      case Extension(NibblePath shared, NodeReference.Child child) -> {
        if (!path.startsWith(shared)) {
          yield new TrieValue.Absent();
        }
        TrieNode branch = resolve(child, given);
        TrieNode.requireBranch(branch);
        yield follow(branch, path.drop(shared.length()), given);
      }
      case Leaf(NibblePath rest, Bytes value) ->
          isLeafOf(path, rest) ? held(value) : new TrieValue.Absent();
    };
  }

  private static TrieValue held(Bytes value) {
    return value.length() == 0 ? new TrieValue.Absent() : new TrieValue.Present(value);
  }

  private TrieNode resolve(NodeReference.Child child, GivenNodes given) {
    return switch (child) {
      case NodeReference.Embedded(TrieNode node, Bytes encoded) -> {
        given.skip(encoded);
        yield node;
      }
      case NodeReference.Hashed(Hash32 hash) -> {
        Bytes encoded = given.next(hash);
        requireNamed(hash, encoded, WRONG_NODE);
        NodeReference.requireHashed(encoded);
        yield TrieNode.decode(encoded);
      }
    };
  }

  void requireNamed(Hash32 name, Bytes encoded, Code refusal) {
    Hash32 hash = Keccak256.of(encoded);
    if (!hash.equals(name)) {
      throw new ProofException(refusal, "hash of a trie node", hash, name);
    }
  }

  boolean isLeafOf(NibblePath path, NibblePath rest) {
    return rest.isSameAs(path);
  }

  void requireAllUsed(GivenNodes given) {
    if (given.left() > 0) {
      throw new ProofException(
          NODE_UNUSED, "trie proof", given.left() + " nodes beyond the end of the path", "none");
    }
  }

  /** The nodes of a proof, in their order. */
  static final class GivenNodes {

    private final List<Bytes> nodes;
    private int used;

    GivenNodes(List<Bytes> nodes) {
      this.nodes = nodes;
    }

    Bytes next(Hash32 name) {
      if (left() == 0) {
        throw new ProofException(
            NODE_MISSING, "trie proof", "only " + used + " nodes", "also the one of hash " + name);
      }
      return nodes.get(used++);
    }

    /** Passes over a node that is known already, if it is given once more. */
    void skip(Bytes known) {
      if (left() > 0 && nodes.get(used).equals(known)) {
        used++;
      }
    }

    int left() {
      return nodes.size() - used;
    }
  }
}
