package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A Merkle-Patricia trie that is built anew for every question: short, and slow. */
final class TestTrie {

  /** By the paths as hexadecimal digits, one for each half-byte. */
  private final NavigableMap<String, Bytes> entries = new TreeMap<>();

  private final boolean hashesKeys;

  private TestTrie(boolean hashesKeys) {
    this.hashesKeys = hashesKeys;
  }

  /** As chains keep state and storage. */
  static TestTrie secure() {
    return new TestTrie(true);
  }

  static TestTrie plain() {
    return new TestTrie(false);
  }

  void put(Bytes key, Bytes value) {
    entries.put(path(key), value);
  }

  void remove(Bytes key) {
    entries.remove(path(key));
  }

  Hash32 root() {
    return Keccak256.of(encodedRoot());
  }

  private Bytes encodedRoot() {
    return RlpEncoder.encode(entries.isEmpty() ? new RlpString(Bytes.EMPTY) : node(entries, 0));
  }

  /** What {@link TrieProof#find} must find by the proof, for tries of either kind. */
  TrieValue find(Bytes key, TrieProof proof, TrieWalk walk) {
    return walk.find(root(), NibblePath.of(hashesKeys ? hashed(key) : key), proof.nodes());
  }

  /** The nodes on the way to a key, without those that stand in their parents. */
  TrieProof prove(Bytes key) {
    List<Bytes> nodes = new ArrayList<>();
    if (!entries.isEmpty()) {
      nodes.add(encodedRoot());
      collect(entries, 0, path(key), nodes);
    }
    return new TrieProof(nodes);
  }

  private void collect(
      NavigableMap<String, Bytes> below, int depth, String path, List<Bytes> nodes) {
    int next = depth + shared(below, depth);
    if (below.size() == 1 || !path.startsWith(below.firstKey().substring(0, next))) {
      return;
    }
    if (next == depth) {
      next++;
      if (path.length() < next) {
        return;
      }
    }
    NavigableMap<String, Bytes> rest = under(below, path.substring(0, next));
    if (rest.isEmpty()) {
      return;
    }
    RlpItem node = node(rest, next);
    if (reference(node) instanceof RlpString) {
      nodes.add(RlpEncoder.encode(node));
    }
    collect(rest, next, path, nodes);
  }

  private static RlpItem node(NavigableMap<String, Bytes> entries, int depth) {
    if (entries.size() == 1) {
      return RlpList.of(
          hexPrefix(entries.firstKey().substring(depth), true),
          new RlpString(entries.firstEntry().getValue()));
    }
    int shared = shared(entries, depth);
    return shared == 0 ? branch(entries, depth) : extension(entries, depth, shared);
  }

  private static RlpItem extension(NavigableMap<String, Bytes> entries, int depth, int shared) {
    String path = entries.firstKey().substring(depth, depth + shared);
    return RlpList.of(hexPrefix(path, false), reference(node(entries, depth + shared)));
  }

  private static RlpItem branch(NavigableMap<String, Bytes> entries, int depth) {
    String path = entries.firstKey().substring(0, depth);
    List<RlpItem> items = new ArrayList<>();
    for (int digit = 0; digit < TrieNode.CHILDREN; digit++) {
      NavigableMap<String, Bytes> rest = under(entries, path + HexFormat.of().toLowHexDigit(digit));
      items.add(rest.isEmpty() ? new RlpString(Bytes.EMPTY) : reference(node(rest, depth + 1)));
    }
    items.add(new RlpString(entries.getOrDefault(path, Bytes.EMPTY)));
    return new RlpList(items);
  }

  static RlpItem reference(RlpItem node) {
    Bytes encoded = RlpEncoder.encode(node);
    return encoded.length() < Hash32.LENGTH ? node : RlpString.of(Keccak256.of(encoded));
  }

  static RlpString hexPrefix(String path, boolean isLeaf) {
    boolean odd = path.length() % 2 != 0;
    int flags = (isLeaf ? 2 : 0) + (odd ? 1 : 0);
    return new RlpString(Bytes.fromHex("0x" + flags + (odd ? "" : "0") + path));
  }

  private static NavigableMap<String, Bytes> under(
      NavigableMap<String, Bytes> entries, String prefix) {
    return entries.subMap(prefix, true, prefix + "g", false);
  }

  /** How many digits all paths share from there on. */
  private static int shared(NavigableMap<String, Bytes> entries, int depth) {
    String first = entries.firstKey();
    String last = entries.lastKey();
    int shared = 0;
    while (depth + shared < Math.min(first.length(), last.length())
        && first.charAt(depth + shared) == last.charAt(depth + shared)) {
      shared++;
    }
    return shared;
  }

  private String path(Bytes key) {
    return (hashesKeys ? hashed(key) : key).toString().substring(2);
  }

  private static Bytes hashed(Bytes key) {
    return Keccak256.of(key).bytes();
  }
}
