package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;

/** What a trie holds under a key. Both are proven. */
public sealed interface TrieValue {

  record Present(Bytes value) implements TrieValue {}

  record Absent() implements TrieValue {}
}
