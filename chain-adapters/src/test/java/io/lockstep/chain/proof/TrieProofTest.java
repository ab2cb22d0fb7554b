package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proof holds node by node or not at all. */
class TrieProofTest {

  private static final Bytes VALUE = Bytes.fromHex("0x" + "ab".repeat(32));
  private static final Bytes OTHER_VALUE = Bytes.fromHex("0x" + "ac".repeat(32));
  private static final RlpString NONE = new RlpString(Bytes.EMPTY);

  private final TestTrie trie = TestTrie.secure();

  TrieProofTest() {
    for (int i = 0; i < 200; i++) {
      trie.put(key(i), Keccak256.ofText("value " + i).bytes());
    }
    trie.put(key(0), VALUE);
  }

  private static Bytes key(int number) {
    return Keccak256.ofText("key " + number).bytes();
  }

  @Test
  void valueIsPresent() {
    assertThat(trie.prove(key(0)).find(trie.root(), key(0)))
        .isEqualTo(new TrieValue.Present(VALUE));
  }

  @Test
  void keysThatWereNeverPutAreAbsent() {
    for (int i = 1_000; i < 1_200; i++) {
      assertThat(trie.prove(key(i)).find(trie.root(), key(i))).isEqualTo(new TrieValue.Absent());
    }
  }

  @Test
  void proofOfOneKeyProvesNothingOfAnother() {
    assertRefused(Code.WRONG_NODE, () -> trie.prove(key(0)).find(trie.root(), key(1)));
  }

  @Test
  void proofFromAnotherTrieIsRefused() {
    TrieProof proof = trie.prove(key(0));
    trie.put(key(7), OTHER_VALUE);

    assertRefused(Code.WRONG_ROOT, () -> proof.find(trie.root(), key(0)));
  }

  @Test
  void nodesMayNotBeMissingLeftOverOrInAnotherOrder() {
    Hash32 root = trie.root();
    List<Bytes> nodes = trie.prove(key(0)).nodes();
    assertThat(nodes).hasSizeGreaterThanOrEqualTo(3);

    for (int i = 0; i < nodes.size(); i++) {
      List<Bytes> without = new ArrayList<>(nodes);
      without.remove(i);
      List<Bytes> twice = new ArrayList<>(nodes);
      twice.add(i, nodes.get(i));
      assertThat(refusal(root, without)).isIn(Code.WRONG_ROOT, Code.WRONG_NODE, Code.NODE_MISSING);
      assertThat(refusal(root, twice)).isIn(Code.WRONG_ROOT, Code.WRONG_NODE, Code.NODE_UNUSED);
    }
    List<Bytes> swapped = new ArrayList<>(nodes);
    Collections.swap(swapped, 1, 2);
    assertThat(refusal(root, swapped)).isEqualTo(Code.WRONG_NODE);
    assertThat(refusal(root, nodes.reversed())).isEqualTo(Code.WRONG_ROOT);
    assertThat(refusal(root, List.of())).isEqualTo(Code.NODE_MISSING);
  }

  private static Code refusal(Hash32 root, List<Bytes> nodes) {
    try {
      TrieValue found = new TrieProof(nodes).find(root, key(0));
      throw new AssertionError("found " + found);
    } catch (ProofException e) {
      return e.code();
    }
  }

  @Test
  void emptyTrieHoldsNothing() {
    Hash32 root = TestTrie.secure().root();

    assertThat(new TrieProof(List.of()).find(root, key(0))).isEqualTo(new TrieValue.Absent());
    assertThat(new TrieProof(List.of(Bytes.fromHex("0x80"))).find(root, key(0)))
        .isEqualTo(new TrieValue.Absent());
    assertRefused(Code.NODE_UNUSED, () -> trie.prove(key(0)).find(root, key(0)));
    assertRefused(
        Code.NODE_UNUSED,
        () -> new TrieProof(Collections.nCopies(2, Bytes.fromHex("0x80"))).find(root, key(0)));
  }

  @Test
  void numberOfNodesIsBounded() {
    assertRefused(
        Code.TOO_LARGE, () -> new TrieProof(Collections.nCopies(TrieProof.NODES_MAX + 1, VALUE)));
  }

  /**
   * The two keys part in their last half-byte, where leaves are so short that they are embedded.
   */
  @Test
  void embeddedNodesMayBeGivenOnceMoreByThemselves() {
    TestTrie plain = TestTrie.plain();
    Bytes one = Bytes.fromHex("0x" + "11".repeat(20));
    Bytes other = Bytes.fromHex("0x" + "11".repeat(19) + "12");
    plain.put(one, Bytes.fromHex("0x01"));
    plain.put(other, Bytes.fromHex("0x02"));
    TrieProof proof = plain.prove(one);
    RlpItem root = RlpDecoder.decode(proof.nodes().getFirst(), TrieNode.BYTES_MAX);
    RlpItem branch = RlpShape.list(root, "root").getLast();
    RlpItem leaf = RlpShape.list(branch, "branch").get(1);
    RlpItem otherLeaf = RlpShape.list(branch, "branch").get(2);
    assertThat(proof.nodes()).hasSize(1);

    TrieValue expected = new TrieValue.Present(Bytes.fromHex("0x01"));
    assertThat(plain.find(one, proof, new TrieWalk())).isEqualTo(expected);
    assertThat(plain.find(one, with(proof, branch, leaf), new TrieWalk())).isEqualTo(expected);
    assertRefused(
        Code.NODE_UNUSED, () -> plain.find(one, with(proof, branch, otherLeaf), new TrieWalk()));
    assertRefused(
        Code.NODE_UNUSED, () -> plain.find(one, with(proof, leaf, branch), new TrieWalk()));
  }

  private static TrieProof with(TrieProof proof, RlpItem... more) {
    return new TrieProof(
        Stream.concat(proof.nodes().stream(), Stream.of(more).map(RlpEncoder::encode)).toList());
  }

  /** Each stands right under the root's hash, so that nothing but its shape is wrong. */
  static Map<String, RlpItem> misshapen() {
    RlpString hash = RlpString.of(Keccak256.ofText("a node"));
    RlpItem leaf = RlpList.of(TestTrie.hexPrefix("123", true), new RlpString(VALUE));
    RlpItem shortLeaf = RlpList.of(TestTrie.hexPrefix("1", true), RlpString.of(1));
    Map<String, RlpItem> nodes = new TreeMap<>();
    nodes.put("a string", hash);
    nodes.put("no items", RlpList.of());
    nodes.put("three items", RlpList.of(hash, hash, hash));
    nodes.put("eighteen items", new RlpList(Collections.nCopies(18, hash)));
    nodes.put("a leaf without value", RlpList.of(TestTrie.hexPrefix("1", true), NONE));
    nodes.put("a leaf whose value is a list", RlpList.of(TestTrie.hexPrefix("1", true), leaf));
    nodes.put("a path of no bytes", RlpList.of(NONE, hash));
    nodes.put("a path that is a list", RlpList.of(leaf, hash));
    nodes.put("a path with unknown flags", RlpList.of(path("0x40"), hash));
    nodes.put("a path with padding", RlpList.of(path("0x2100"), hash));
    nodes.put("an extension without path", RlpList.of(path("0x00"), hash));
    nodes.put("an extension without child", RlpList.of(path("0x11"), NONE));
    nodes.put(
        "an extension to a short hash",
        RlpList.of(path("0x11"), new RlpString(VALUE.slice(1, 31))));
    nodes.put("an extension to a leaf", RlpList.of(path("0x11"), shortLeaf));
    nodes.put("an extension to what should be hashed", RlpList.of(path("0x11"), leaf));
    nodes.put("a branch with no way on", branch());
    nodes.put("a branch with one way on", branch(hash));
    nodes.put("a branch with a list for a value", new RlpList(Collections.nCopies(17, leaf)));
    nodes.put("a branch with a short hash", branch(hash, new RlpString(VALUE.slice(0, 31))));
    nodes.put("a branch with a misshapen child", branch(hash, RlpList.of(NONE)));
    return nodes;
  }

  private static RlpString path(String encoded) {
    return new RlpString(Bytes.fromHex(encoded));
  }

  private static RlpItem branch(RlpItem... children) {
    List<RlpItem> items = new ArrayList<>(List.of(children));
    items.addAll(Collections.nCopies(TrieNode.CHILDREN + 1 - children.length, NONE));
    return new RlpList(items);
  }

  static Stream<String> misshapenNames() {
    return misshapen().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("misshapenNames")
  void misshapenNodeIsRefused(String name) {
    Bytes node = RlpEncoder.encode(misshapen().getOrDefault(name, NONE));

    assertRefused(
        Code.WRONG_SHAPE, () -> new TrieProof(List.of(node)).find(Keccak256.of(node), key(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0xc2", "0xc28105", "0xc58320646fc0ff", "0x"})
  void nodeThatIsNotRlpIsRefused(String hex) {
    Bytes node = Bytes.fromHex(hex);

    assertRefused(
        Code.NOT_RLP, () -> new TrieProof(List.of(node)).find(Keccak256.of(node), key(0)));
  }

  @Test
  void nodeLargerThanAnyIsRefused() {
    Bytes node =
        RlpEncoder.encode(
            RlpList.of(
                TestTrie.hexPrefix("1", true),
                new RlpString(Bytes.copyOf(new byte[TrieNode.BYTES_MAX]))));

    assertRefused(
        Code.TOO_LARGE, () -> new TrieProof(List.of(node)).find(Keccak256.of(node), key(0)));
  }

  @Test
  void hashedNodeThatShouldStandInItsParentIsRefused() {
    String path = Keccak256.of(key(0)).toString().substring(2);
    int first = Character.digit(path.charAt(0), 16);
    Bytes leaf = RlpEncoder.encode(RlpList.of(TestTrie.hexPrefix("12", true), RlpString.of(1)));
    List<RlpItem> items = new ArrayList<>(Collections.nCopies(17, NONE));
    items.set(first, RlpString.of(Keccak256.of(leaf)));
    items.set((first + 1) % 16, RlpString.of(Keccak256.ofText("another node")));
    Bytes root = RlpEncoder.encode(new RlpList(items));

    assertRefused(
        Code.WRONG_SHAPE,
        () -> new TrieProof(List.of(root, leaf)).find(Keccak256.of(root), key(0)));
  }

  @Test
  void hashedChildOfAnExtensionIsABranch() {
    String path = Keccak256.of(key(0)).toString().substring(2);
    Bytes leaf =
        RlpEncoder.encode(
            RlpList.of(TestTrie.hexPrefix(path.substring(4), true), new RlpString(VALUE)));
    Bytes root =
        RlpEncoder.encode(
            RlpList.of(
                TestTrie.hexPrefix(path.substring(0, 4), false), RlpString.of(Keccak256.of(leaf))));

    assertRefused(
        Code.WRONG_SHAPE,
        () -> new TrieProof(List.of(root, leaf)).find(Keccak256.of(root), key(0)));
  }

  /** What each check is there for: without it something false is taken for proven. */
  @Test
  void withoutComparingHashesAnotherValueIsProven() {
    List<Bytes> nodes = new ArrayList<>(trie.prove(key(0)).nodes());
    byte[] leaf = nodes.removeLast().toArray();
    leaf[leaf.length - 1] ^= 1;
    nodes.add(Bytes.copyOf(leaf));
    TrieProof forged = new TrieProof(nodes);
    TrieWalk broken =
        new TrieWalk() {
          @Override
          void requireNamed(Hash32 name, Bytes encoded, Code refusal) {}
        };

    assertRefused(Code.WRONG_NODE, () -> forged.find(trie.root(), key(0)));
    assertThat(forged.find(trie.root(), key(0), broken))
        .isInstanceOf(TrieValue.Present.class)
        .isNotEqualTo(new TrieValue.Present(VALUE));
  }

  @Test
  void withoutComparingTheLeafsPathTheValueOfAnotherKeyIsProven() {
    int neighbour =
        IntStream.range(1_000, 100_000)
            .filter(i -> trie.prove(key(i)).nodes().equals(trie.prove(key(0)).nodes()))
            .findFirst()
            .orElseThrow();
    TrieProof proof = trie.prove(key(neighbour));
    TrieWalk broken =
        new TrieWalk() {
          @Override
          boolean isLeafOf(NibblePath path, NibblePath rest) {
            return true;
          }
        };

    assertThat(proof.find(trie.root(), key(neighbour))).isEqualTo(new TrieValue.Absent());
    assertThat(proof.find(trie.root(), key(neighbour), broken))
        .isEqualTo(new TrieValue.Present(VALUE));
  }

  @Test
  void withoutCountingNodesAProofCarriesAnything() {
    List<Bytes> nodes = new ArrayList<>(trie.prove(key(0)).nodes());
    nodes.add(OTHER_VALUE);
    TrieProof padded = new TrieProof(nodes);
    TrieWalk broken =
        new TrieWalk() {
          @Override
          void requireAllUsed(GivenNodes given) {}
        };

    assertRefused(Code.NODE_UNUSED, () -> padded.find(trie.root(), key(0)));
    assertThat(padded.find(trie.root(), key(0), broken)).isEqualTo(new TrieValue.Present(VALUE));
  }
}
