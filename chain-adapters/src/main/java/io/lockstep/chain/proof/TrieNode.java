package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.WRONG_SHAPE;

import io.lockstep.protocol.Bytes;
import java.util.List;

/** A node of a Merkle-Patricia trie, as it must look in a trie that nobody has tampered with. */
sealed interface TrieNode {

  /** Longer than a branch with sixteen hashes and a value of a word, or than any account. */
  int BYTES_MAX = 1_024;

  int CHILDREN = 16;

  /**
   * Where paths part, and where one of them may end.
   *
   * @param value empty unless a path ends here
   */
  record Branch(List<NodeReference> children, Bytes value) implements TrieNode {

    public Branch {
      children = List.copyOf(children);
      long ways = children.stream().filter(child -> !(child instanceof NodeReference.None)).count();
      if (ways + (value.length() == 0 ? 0 : 1) < 2) {
        throw new ProofException(WRONG_SHAPE, "branch", "fewer than two ways on", "two or more");
      }
    }
  }

  /**
   * What all paths from here on share. It leads to a branch, or it would be part of what follows.
   */
  record Extension(NibblePath path, NodeReference.Child child) implements TrieNode {

    public Extension {
      if (path.isEmpty()) {
        throw new ProofException(WRONG_SHAPE, "extension", "an empty path", "a path");
      }
      switch (child) {
        case NodeReference.Embedded(TrieNode node, Bytes _) -> requireBranch(node);
        case NodeReference.Hashed _ -> {}
      }
    }
  }

  /** The rest of one path, and what is kept there. */
  record Leaf(NibblePath path, Bytes value) implements TrieNode {

    public Leaf {
      if (value.length() == 0) {
        throw new ProofException(WRONG_SHAPE, "leaf", "no value", "a value");
      }
    }
  }

  static TrieNode decode(Bytes encoded) {
    return of(RlpDecoder.decode(encoded, BYTES_MAX));
  }

  static TrieNode of(RlpItem item) {
    List<RlpItem> items = RlpShape.list(item, "trie node");
    return switch (items.size()) {
      case 2 -> leafOrExtension(items.getFirst(), items.getLast());
      case CHILDREN + 1 ->
          new Branch(
              items.subList(0, CHILDREN).stream().map(NodeReference::of).toList(),
              RlpShape.string(items.getLast(), "value of a branch"));
      default ->
          throw new ProofException(WRONG_SHAPE, "trie node", items.size() + " items", "2 or 17");
    };
  }

  private static TrieNode leafOrExtension(RlpItem path, RlpItem rest) {
    HexPrefix prefix = HexPrefix.decode(RlpShape.string(path, "path of a node"));
    return prefix.isLeaf()
        ? new Leaf(prefix.path(), RlpShape.string(rest, "value of a leaf"))
        : new Extension(prefix.path(), childOfExtension(NodeReference.of(rest)));
  }

  private static NodeReference.Child childOfExtension(NodeReference reference) {
    return switch (reference) {
      case NodeReference.Child child -> child;
      case NodeReference.None _ ->
          throw new ProofException(WRONG_SHAPE, "extension", "no child", "a branch");
    };
  }

  static void requireBranch(TrieNode node) {
    if (!(node instanceof Branch)) {
      throw new ProofException(
          WRONG_SHAPE, "child of an extension", node.getClass().getSimpleName(), "a branch");
    }
  }
}
