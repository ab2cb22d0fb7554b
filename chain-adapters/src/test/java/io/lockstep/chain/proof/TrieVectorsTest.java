package io.lockstep.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The published tries: their roots, and proofs of what is in them and what is not. */
class TrieVectorsTest {

  static Stream<VectorFile.Row> tries() {
    return VectorFile.read("tries.json").rows("tries");
  }

  @ParameterizedTest
  @MethodSource("tries")
  void everyKeyIsProvenPresentOrAbsent(VectorFile.Row vector) {
    boolean hashed = vector.field("hashedKeys").booleanValue();
    TestTrie trie = hashed ? TestTrie.secure() : TestTrie.plain();
    Map<Bytes, TrieValue> expected = new HashMap<>();
    for (JsonNode put : vector.field("puts").values()) {
      Bytes key = Bytes.fromHex(put.get(0).stringValue());
      neighbours(key).forEach(near -> expected.putIfAbsent(near, new TrieValue.Absent()));
      expected.put(key, put(trie, key, put.get(1)));
    }

    assertThat(trie.root()).isEqualTo(new Hash32(vector.bytes("root")));
    expected.forEach((key, value) ->
        assertThat(trie.find(key, trie.prove(key), new TrieWalk())).as("%s", key).isEqualTo(value));
  }

  private static TrieValue put(TestTrie trie, Bytes key, JsonNode value) {
    if (value.isNull()) {
      trie.remove(key);
      return new TrieValue.Absent();
    }
    Bytes bytes = Bytes.fromHex(value.stringValue());
    trie.put(key, bytes);
    return new TrieValue.Present(bytes);
  }

  /** Shorter, longer, and different in the first and in the last half-byte. */
  private static Stream<Bytes> neighbours(Bytes key) {
    byte[] first = key.toArray();
    first[0] ^= 0x10;
    byte[] last = key.toArray();
    last[last.length - 1] ^= 1;
    return Stream.of(
        key.slice(0, key.length() - 1),
        Bytes.fromHex(key + "00"),
        Bytes.copyOf(first),
        Bytes.copyOf(last));
  }
}
