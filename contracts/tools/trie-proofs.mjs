// Proofs of random Merkle-Patricia tries by an implementation that is not ours, for the Java tests to be held to: each with
// what that implementation itself reads from it. It stands here because its packages do. Usage: trie-proofs.mjs SEED TRIES
import { createMerkleProof, createMPT, verifyMPTWithMerkleProof } from "@ethereumjs/mpt";

const [seed, tries] = process.argv.slice(2).map(Number);
const random = generator(seed);
const hex = (bytes) => `0x${Buffer.from(bytes).toString("hex")}`;

for (let i = 0; i < tries; i++) {
  // Without hashing, keys that part late give tries that are deep, with extensions and embedded nodes.
  const hashed = i % 2 === 0;
  const trie = await createMPT({ useKeyHashing: hashed });
  const newKey = hashed ? () => bytes(32) : lateParting();
  const keys = Array.from({ length: below(1 + below(200)) }, newKey);
  for (const key of keys) await trie.put(key, bytes(1 + below(random() < 0.5 ? 2 : 60)));
  const removed = keys.filter(() => random() < 0.1);
  for (const key of removed) await trie.del(key);
  const asked = [...sample(keys, 12), ...sample(removed, 3), ...Array.from({ length: 8 }, newKey)];
  for (const key of asked) console.log(JSON.stringify(await proofOf(trie, hashed, key)));
}

async function proofOf(trie, hashed, key) {
  const nodes = await createMerkleProof(trie, key);
  // It does not verify that nothing is in an empty trie.
  const value = nodes.length === 0 ? null : await verifyMPTWithMerkleProof(trie, trie.root(), key, nodes);
  return { hashed, root: hex(trie.root()), key: hex(key), nodes: nodes.map(hex), value: value && hex(value) };
}

function lateParting() {
  const stem = bytes(32);
  return () => {
    const key = Uint8Array.from(stem);
    for (let i = 1 + below(4); i > 0; i--) key[below(2) === 0 ? 31 - below(3) : below(32)] = below(256);
    return key;
  };
}

function sample(list, count) {
  return list.length === 0 ? [] : Array.from({ length: count }, () => list[below(list.length)]);
}

function bytes(length) {
  return Uint8Array.from({ length }, () => 1 + below(255));
}

function below(limit) {
  return Math.floor(random() * limit);
}

// Mulberry32: small, and the same everywhere.
function generator(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
