// Computes lockstep-v1.json from its inputs with viem and noble-curves, independently of both implementations under test.
//
//   npm install --no-save --prefix /tmp/lockstep-vectors viem@2.38.0 @noble/curves@2.4.0 @noble/hashes@2.4.0
//   cp generate.mjs /tmp/lockstep-vectors && node /tmp/lockstep-vectors/generate.mjs /tmp/lockstep-vectors/lockstep-v1.json
//
// The packages are not among the contracts' own: nothing that is built or tested needs them.
import {
  keccak256,
  encodeAbiParameters,
  encodePacked,
  concatHex,
  toHex,
  toBytes,
  hexToBytes,
  bytesToHex,
  hashTypedData,
  domainSeparator,
  hashStruct,
  stringToHex,
  recoverAddress,
  getAddress,
} from "viem";
import { secp256k1, secp256k1_FROST } from "@noble/curves/secp256k1.js";
import { expand_message_xmd } from "@noble/curves/abstract/hash-to-curve.js";
import { sha256 } from "@noble/hashes/sha2.js";
import fs from "node:fs";

const P = 2n ** 256n - 2n ** 32n - 977n,
  N = secp256k1.Point.Fn.ORDER;
const seed = (l) => keccak256(stringToHex("lockstep vectors: " + l));
const addr = (l) => "0x" + seed(l).slice(26);
const many = (l, n) => {
  let h = "0x";
  for (let i = 0; h.length < 2 + 2 * n; i++) h += seed(l + "/" + i).slice(2);
  return h.slice(0, 2 + 2 * n);
};
const b32 = (n) => toHex(n, { size: 32 });
const mod = (a, m) => ((a % m) + m) % m;

// --- lanes
const gw = { a: addr("gateway a"), b: addr("gateway b") };
const laneId = (sc, sg, dc, dg, ch) =>
  keccak256(
    encodeAbiParameters(
      ["string", "uint256", "address", "uint256", "address", "bytes32"].map((type) => ({ type })),
      ["LOCKSTEP_LANE_V1", sc, sg, dc, dg, ch],
    ),
  );
const laneCase = (sc, sg, dc, dg, ch) => ({
  sourceChainId: String(sc),
  sourceGateway: sg,
  destinationChainId: String(dc),
  destinationGateway: dg,
  channel: ch,
  laneId: laneId(sc, sg, dc, dg, ch),
  pairedLaneId: laneId(dc, dg, sc, sg, ch),
});
const collateralChannel = seed("channel collateral");
const laneIds = [
  laneCase(31337n, gw.a, 31338n, gw.b, collateralChannel),
  laneCase(31337n, gw.a, 31338n, gw.b, b32(0n)),
  laneCase(1n, gw.a, 42161n, gw.a, collateralChannel),
  laneCase(1n, b32(1n).replace(/^0x0{24}/, "0x"), 2n ** 64n - 1n, "0x" + "ff".repeat(20), "0x" + "ff".repeat(32)),
  laneCase(11155111n, addr("gateway c"), 84532n, addr("gateway d"), stringToHex("lockstep.collateral", { size: 32 })),
];
const lane0 = laneIds[0].laneId,
  pair0 = laneIds[0].pairedLaneId,
  lane2 = laneIds[2].laneId;

const messageIds = [
  [lane0, 1n],
  [lane0, 2n],
  [lane0, 255n],
  [lane0, 256n],
  [pair0, 1n],
  [lane2, 2n ** 32n],
  [lane2, 2n ** 63n - 1n],
].map(([lane, nonce]) => ({
  lane,
  nonce: String(nonce),
  messageId: keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "uint64" }], [lane, nonce])),
}));

// --- constants
const T = (s) => keccak256(stringToHex(s));
const constants = {
  ROUTE_TYPE: T("LockstepRoute(uint8 kind,address sender,address recipient,uint64 gasLimit)"),
  MESSAGE_TYPE: T("LockstepMessage(bytes32 routeHash,uint64 deadline,bytes payload)"),
  DOMAIN_TYPE: T("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
  CHECKPOINT_TYPE: T(
    "Checkpoint(bytes32 lane,uint64 from,uint64 nonce,bytes32 head,bytes32 holdsHash,uint64 keyEpoch)",
  ),
  RULING_TYPE: T("Ruling(bytes32 lane,uint64 nonce,bytes32 messageHash,uint8 decision,uint64 keyEpoch)"),
  KEY_EPOCH_TYPE: T("KeyEpoch(uint64 keyEpoch,uint256 px,uint256 py)"),
};

// --- routes and messages
const routeHash = (r) =>
  keccak256(
    encodeAbiParameters(
      [{ type: "bytes32" }, { type: "uint8" }, { type: "address" }, { type: "address" }, { type: "uint64" }],
      [constants.ROUTE_TYPE, r.kind, r.sender, r.recipient, r.gasLimit],
    ),
  );
const routeOut = (r) => ({
  kind: String(r.kind),
  sender: r.sender,
  recipient: r.recipient,
  gasLimit: String(r.gasLimit),
});
const vault = addr("vault"),
  ledger = addr("ledger"),
  appX = addr("application x"),
  appY = addr("application y");
const R = {
  credit: { kind: 1, sender: vault, recipient: ledger, gasLimit: 100000n },
  batchOne: { kind: 1, sender: appX, recipient: appY, gasLimit: 1n },
  batchLargest: {
    kind: 1,
    sender: "0x" + "ff".repeat(20),
    recipient: "0x" + "00".repeat(20),
    gasLimit: 2n ** 63n - 1n,
  },
  erc: { kind: 2, sender: appX, recipient: appY, gasLimit: 250000n },
  ercSwapped: { kind: 2, sender: appY, recipient: appX, gasLimit: 250000n },
  hello: { kind: 3, sender: gw.a, recipient: gw.b, gasLimit: 0n },
  voided: { kind: 4, sender: gw.b, recipient: vault, gasLimit: 200000n },
};
const routes = Object.values(R).map((r) => ({ ...routeOut(r), routeHash: routeHash(r) }));
const record = (m) => encodePacked(["uint64", "bytes"], [m.deadline, m.payload]);
const messageHash = (m) =>
  keccak256(
    encodePacked(
      ["bytes32", "bytes32", "uint64", "bytes"],
      [constants.MESSAGE_TYPE, routeHash(m.route), m.deadline, m.payload],
    ),
  );
const msgOut = (m) => ({
  ...routeOut(m.route),
  deadline: String(m.deadline),
  payload: m.payload,
  record: record(m),
  routeHash: routeHash(m.route),
  messageHash: messageHash(m),
});

// --- payloads
const hello = (g, p, v) => encodePacked(["uint16", "uint32", "uint32", "uint32"], [1, g, p, v]);
const helloCases = [
  [2000000, 1024, 300000],
  [0, 0, 0],
  [1, 2, 3],
  [4294967295, 4294967295, 4294967295],
  [16777216, 65536, 256],
];
const helloPayloads = helloCases.map(([g, p, v]) => ({
  gasLimitMax: String(g),
  payloadBytesMax: String(p),
  voidedGasLimit: String(v),
  encoded: hello(g, p, v),
}));
const helloBad = (encoded, reason) => ({ encoded, reason });
const h0 = helloPayloads[0].encoded;
const helloPayloadsInvalid = [
  helloBad("0x", "empty"),
  helloBad(h0.slice(0, -2), "one byte short"),
  helloBad(h0 + "00", "one byte long"),
  helloBad("0x0000" + h0.slice(6), "version 0"),
  helloBad("0x0002" + h0.slice(6), "version 2"),
  helloBad("0x0100" + h0.slice(6), "version in the other byte order"),
];
const collateral = (k, asset, account, amount, refund, ref) =>
  encodePacked(
    ["uint8", "address", "address", "uint128", "address", "bytes32"],
    [k, asset, account, amount, refund, ref],
  );
const token = addr("token"),
  alice = addr("alice"),
  bob = addr("bob");
const colOut = (k, asset, account, amount, refund, ref) => ({
  kind: String(k),
  asset,
  account,
  amount: String(amount),
  refund,
  reference: ref,
  encoded: collateral(k, asset, account, amount, refund, ref),
});
const collateralPayloads = [
  colOut(1, token, alice, 1000000n, bob, seed("reference 1")),
  colOut(2, token, bob, 1n, alice, b32(0n)),
  colOut(3, token, alice, 2n ** 128n - 1n, alice, "0x" + "ff".repeat(32)),
  colOut(1, "0x" + "00".repeat(20), bob, 10n ** 24n, bob, b32(1n)),
  colOut(
    2,
    "0x" + "ff".repeat(20),
    "0x" + "00".repeat(19) + "01",
    2n ** 64n,
    "0x01" + "00".repeat(19),
    seed("reference 2"),
  ),
];
const c0 = collateralPayloads[0].encoded;
const zero20 = "00".repeat(20);
const put = (hex, off, bytes) => "0x" + hex.slice(2, 2 + 2 * off) + bytes + hex.slice(2 + 2 * off + bytes.length);
const collateralPayloadsInvalid = [
  helloBad("0x", "empty"),
  helloBad(c0.slice(0, -2), "one byte short"),
  helloBad(c0 + "00", "one byte long"),
  helloBad(put(c0, 0, "00"), "kind 0"),
  helloBad(put(c0, 0, "04"), "kind 4, SETTLE, is reserved"),
  helloBad(put(c0, 0, "05"), "kind 5"),
  helloBad(put(c0, 0, "ff"), "kind 255"),
  helloBad(put(c0, 21, zero20), "account zero"),
  helloBad(put(c0, 41, "00".repeat(16)), "amount zero"),
  helloBad(put(c0, 57, zero20), "refund address zero"),
];
const voided = (lane, nonce, payload) => encodePacked(["bytes32", "uint64", "bytes"], [lane, nonce, payload]);
const voidOut = (lane, nonce, payload) => ({
  lane,
  nonce: String(nonce),
  payload,
  encoded: voided(lane, nonce, payload),
});
const voidedPayloads = [
  voidOut(lane0, 2n, c0),
  voidOut(lane0, 1n, "0x"),
  voidOut(lane2, 2n ** 63n - 1n, "0x00"),
  voidOut(pair0, 256n, many("voided", 65)),
];
const voidedPayloadsInvalid = [
  helloBad("0x", "empty"),
  helloBad(voidedPayloads[1].encoded.slice(0, -2), "shorter than lane and nonce"),
];

const M = [
  { route: R.hello, deadline: 0n, payload: hello(2000000, 1024, 300000) },
  { route: R.credit, deadline: 0n, payload: c0 },
  { route: R.credit, deadline: 1900000000n, payload: c0 },
  { route: R.credit, deadline: 1900000000n, payload: collateralPayloads[1].encoded },
  { route: R.credit, deadline: 1900000001n, payload: collateralPayloads[2].encoded },
  { route: R.batchOne, deadline: 0n, payload: "0x" },
  { route: R.batchOne, deadline: 1n, payload: "0x00" },
  { route: R.batchOne, deadline: 256n, payload: many("31", 31) },
  { route: R.batchLargest, deadline: 2n ** 63n - 1n, payload: many("32", 32) },
  { route: R.erc, deadline: 0n, payload: "0x" },
  { route: R.erc, deadline: 1900000000n, payload: many("33", 33) },
  { route: R.ercSwapped, deadline: 1900000000n, payload: many("33", 33) },
  { route: R.erc, deadline: 1900000000n, payload: many("64", 64) },
  { route: R.erc, deadline: 1900000000n, payload: many("128", 128) },
  { route: R.erc, deadline: 1900000000n, payload: many("1024", 1024) },
  { route: R.voided, deadline: 0n, payload: voidedPayloads[0].encoded },
  { route: R.voided, deadline: 0n, payload: voidedPayloads[1].encoded },
];
const messages = M.map(msgOut);

// --- heads
const chain = (lane, ms) => {
  let h = lane;
  const hs = ms.map(messageHash);
  const heads = hs.map((x) => (h = keccak256(concatHex([h, x]))));
  return { lane, messageHashes: hs, heads };
};
const headChains = [
  chain(lane0, M.slice(0, 1)),
  chain(lane0, [M[0], M[1], M[1], M[2], M[3], M[9]]),
  chain(pair0, [M[0], M[15], M[16]]),
  chain(lane2, M),
];

// --- runs
const runOut = (ms) => ({
  ...routeOut(ms[0].route),
  width: String(8 + (ms[0].payload.length - 2) / 2),
  count: String(ms.length),
  records: concatHex(ms.map(record)),
  messageHashes: ms.map(messageHash),
});
const runs = [
  runOut([M[0]]),
  runOut([M[1], M[2], M[3], M[4]]),
  runOut([M[5]]),
  runOut([M[10]]),
  runOut([M[15]]),
  runOut(
    [...Array(3).keys()].map((i) => ({
      route: R.erc,
      deadline: BigInt(1900000000 + i),
      payload: many("run " + i, 40),
    })),
  ),
  runOut([...Array(256).keys()].map((i) => ({ route: R.batchOne, deadline: BigInt(1900000000 + i), payload: "0x" }))),
];
const runsInvalid = [
  { width: "0", records: "0x" + "00".repeat(8), reason: "width 0" },
  { width: "7", records: "0x" + "00".repeat(7), reason: "width below a deadline" },
  { width: "8", records: "0x", reason: "no record" },
  { width: "8", records: "0x" + "00".repeat(7), reason: "less than one record" },
  { width: "9", records: "0x" + "00".repeat(17), reason: "a broken second record" },
  { width: "8", records: "0x" + "00".repeat(8 * 257), reason: "257 records" },
];

// --- holds
const pack = (ns) => concatHex(["0x", ...ns.map((n) => toHex(n, { size: 8 }))]);
const holdOut = (from, nonce, ns) => ({
  from: String(from),
  nonce: String(nonce),
  nonces: ns.map(String),
  encoded: pack(ns),
  hash: keccak256(pack(ns)),
});
const upTo = (n) => [...Array(n).keys()].map((i) => BigInt(i + 1));
const holds = [
  holdOut(0n, 1n, []),
  holdOut(0n, 1n, [1n]),
  holdOut(4n, 9n, [5n, 7n, 9n]),
  holdOut(0n, 256n, upTo(256)),
  holdOut(255n, 2n ** 40n, [256n, 257n, 65536n, 2n ** 40n]),
  holdOut(2n ** 63n - 2n, 2n ** 63n - 1n, [2n ** 63n - 1n]),
];
const holdBad = (from, nonce, encoded, reason) => ({ from: String(from), nonce: String(nonce), encoded, reason });
const holdsInvalid = [
  holdBad(0n, 9n, "0x00", "one byte"),
  holdBad(0n, 9n, pack([1n, 2n]) + "00", "a byte too many"),
  holdBad(0n, 9n, pack([1n, 2n]).slice(0, -2), "a byte too few"),
  holdBad(0n, 9n, pack([2n, 2n]), "a nonce twice"),
  holdBad(0n, 9n, pack([3n, 2n]), "falling"),
  holdBad(0n, 9n, pack([1n, 5n, 4n]), "falling at the end"),
  holdBad(0n, 9n, pack([0n]), "nonce 0"),
  holdBad(4n, 9n, pack([4n]), "at from"),
  holdBad(4n, 9n, pack([4n, 6n]), "the first at from"),
  holdBad(4n, 9n, pack([3n, 6n]), "below from"),
  holdBad(4n, 9n, pack([5n, 10n]), "above nonce"),
  holdBad(0n, 300n, pack(upTo(257)), "257 holds"),
];

// --- statements
const domains = [
  [31338n, gw.b],
  [31337n, gw.a],
  [1n, gw.a],
  [2n ** 64n - 1n, "0x" + "ff".repeat(20)],
];
const domain = ([chainId, g]) => ({ name: "Lockstep", version: "1", chainId, verifyingContract: g });
const domTypes = {
  EIP712Domain: [
    { name: "name", type: "string" },
    { name: "version", type: "string" },
    { name: "chainId", type: "uint256" },
    { name: "verifyingContract", type: "address" },
  ],
};
const domainSeparators = domains.map((d) => ({
  chainId: String(d[0]),
  gateway: d[1],
  separator: domainSeparator({ domain: domain(d) }),
}));
const typesOf = (s) => {
  const [, name, fs] = s.match(/^(\w+)\((.*)\)$/);
  return {
    [name]: fs.split(",").map((f) => {
      const [type, n] = f.split(" ");
      return { name: n, type };
    }),
  };
};
const types = {
  Checkpoint: typesOf(
    "Checkpoint(bytes32 lane,uint64 from,uint64 nonce,bytes32 head,bytes32 holdsHash,uint64 keyEpoch)",
  ),
  Ruling: typesOf("Ruling(bytes32 lane,uint64 nonce,bytes32 messageHash,uint8 decision,uint64 keyEpoch)"),
  KeyEpoch: typesOf("KeyEpoch(uint64 keyEpoch,uint256 px,uint256 py)"),
};
const digest = (d, primaryType, message) =>
  hashTypedData({ domain: domain(d), types: types[primaryType], primaryType, message });
const cpOut = (d, lane, from, nonce, head, ns, keyEpoch) => {
  const hs = pack(ns);
  return {
    chainId: String(d[0]),
    gateway: d[1],
    lane,
    from: String(from),
    nonce: String(nonce),
    head,
    holds: hs,
    holdsHash: keccak256(hs),
    keyEpoch: String(keyEpoch),
    digest: digest(d, "Checkpoint", { lane, from, nonce, head, holdsHash: keccak256(hs), keyEpoch }),
  };
};
const checkpoints = [
  cpOut(domains[0], lane0, 0n, 1n, headChains[1].heads[0], [], 1n),
  cpOut(domains[0], lane0, 1n, 6n, headChains[1].heads[5], [], 1n),
  cpOut(domains[0], lane0, 1n, 6n, headChains[1].heads[5], [], 2n),
  cpOut(domains[0], lane0, 1n, 6n, headChains[1].heads[5], [3n, 6n], 1n),
  cpOut(domains[1], pair0, 0n, 3n, headChains[2].heads[2], [1n, 2n, 3n], 7n),
  cpOut(domains[3], lane2, 2n ** 63n - 300n, 2n ** 63n - 1n, seed("head"), [2n ** 63n - 1n], 2n ** 63n - 1n),
];
const rulings = [
  [domains[0], lane0, 3n, headChains[1].messageHashes[2], 1, 1n],
  [domains[0], lane0, 3n, headChains[1].messageHashes[2], 2, 1n],
  [domains[1], pair0, 2n, headChains[2].messageHashes[1], 2, 9n],
  [domains[3], lane2, 2n ** 63n - 1n, seed("hash"), 1, 2n ** 63n - 1n],
].map(([d, lane, nonce, mh, decision, keyEpoch]) => ({
  chainId: String(d[0]),
  gateway: d[1],
  lane,
  nonce: String(nonce),
  messageHash: mh,
  decision: String(decision),
  keyEpoch: String(keyEpoch),
  digest: digest(d, "Ruling", { lane, nonce, messageHash: mh, decision, keyEpoch }),
}));

// --- keys
const Pt = secp256k1.Point,
  G = Pt.BASE;
const xy = (pt) => {
  const a = pt.toAffine();
  return [a.x, a.y];
};
const sqrtP = (a) => {
  let r = 1n,
    b = mod(a, P),
    e = (P + 1n) / 4n;
  while (e) {
    if (e & 1n) r = (r * b) % P;
    b = (b * b) % P;
    e >>= 1n;
  }
  return (r * r) % P === mod(a, P) ? r : null;
};
const on = (x, y) => x < P && y < P && (y * y) % P === (x * x * x + 7n) % P;
const keyFor = (label, ok) => {
  for (let i = 0; ; i++) {
    const s = mod(BigInt(seed(`key ${label}/${i}`)), N - 1n) + 1n;
    const [px, py] = xy(G.multiply(s));
    if (px < N && ok(px, py)) return { s, px, py };
  }
};
const top = (n) => n >> 248n;
const keys = {
  even: keyFor("even", (x, y) => !(y & 1n)),
  odd: keyFor("odd", (x, y) => !!(y & 1n)),
  evenShort: keyFor("even, short", (x, y) => !(y & 1n) && top(x) === 0n),
  oddShort: keyFor("odd, short", (x, y) => y & 1n && top(y) === 0n),
  one: { s: 1n, px: xy(G)[0], py: xy(G)[1] },
  minusOne: { s: N - 1n, px: xy(G.negate())[0], py: xy(G.negate())[1] },
};
const keyOut = (k) => ({ px: b32(k.px), py: b32(k.py) });
const keyEpochs = [
  [domains[0], 1n, keys.even],
  [domains[0], 2n, keys.odd],
  [domains[1], 1n, keys.evenShort],
  [domains[3], 2n ** 63n - 1n, keys.oddShort],
].map(([d, e, k]) => ({
  chainId: String(d[0]),
  gateway: d[1],
  keyEpoch: String(e),
  ...keyOut(k),
  digest: digest(d, "KeyEpoch", { keyEpoch: e, px: k.px, py: k.py }),
}));

// --- FROST
const DST = stringToHex("FROST-secp256k1-SHA256-v1chal");
const comp = (x, y) => concatHex([toHex(2n + (y & 1n), { size: 1 }), b32(x)]);
const challenge = (px, py, rx, ry, m) =>
  mod(
    BigInt(
      bytesToHex(
        expand_message_xmd(hexToBytes(concatHex([comp(rx, ry), comp(px, py), m])), hexToBytes(DST), 48, sha256),
      ),
    ),
    N,
  );
const nobleSays = (px, py, rx, ry, z, m) => {
  try {
    return secp256k1_FROST.verify(
      hexToBytes(concatHex([comp(rx, ry), b32(z)])),
      hexToBytes(m),
      hexToBytes(comp(px, py)),
    );
  } catch {
    return false;
  }
};
async function chainSays(px, py, rx, ry, z, m) {
  // PROTOCOL.md's formula, with viem's ecrecover
  if (!(px > 0n && px < N && on(px, py) && on(rx, ry) && z > 0n && z < N)) return false;
  const c = challenge(px, py, rx, ry, m);
  if (c === 0n) return false;
  const q = await recoverAddress({
    hash: b32(N - mod(z * px, N)),
    signature: { r: b32(px), s: b32(N - mod(c * px, N)), yParity: Number(py & 1n) },
  });
  return q.toLowerCase() === "0x" + keccak256(concatHex([b32(rx), b32(ry)])).slice(26);
}
const sign = (k, m, label, ok = () => true) => {
  for (let i = 0; ; i++) {
    const r = mod(BigInt(seed(`nonce ${label}/${i}`)), N - 1n) + 1n;
    const [rx, ry] = xy(G.multiply(r));
    const c = challenge(k.px, k.py, rx, ry, m),
      z = mod(r + c * k.s, N);
    if (z && c && ok(rx, ry, z)) return { rx, ry, z, c };
  }
};
const frostOut = (name, k, m, s) => ({
  name,
  ...keyOut(k),
  message: m,
  rx: b32(s.rx),
  ry: b32(s.ry),
  z: b32(s.z),
  challenge: b32(s.c),
  encoded: concatHex([b32(s.rx), b32(s.ry), b32(s.z)]),
});
const frostSignatures = [];
const addSig = (name, k, m, ok) => {
  const s = sign(k, m, name, ok);
  frostSignatures.push(frostOut(name, k, m, s));
  return s;
};
const cp = checkpoints[1].digest;
for (const kn of ["even", "odd"])
  for (const par of [0n, 1n])
    addSig(`key ${kn}, R ${par ? "odd" : "even"}, a checkpoint`, keys[kn], cp, (rx, ry) => (ry & 1n) === par);
for (const kn of ["evenShort", "oddShort"])
  for (const par of [0n, 1n])
    addSig(
      `key ${kn === "evenShort" ? "even with a short px" : "odd with a short py"}, R ${par ? "odd" : "even"}, a ruling`,
      keys[kn],
      rulings[0].digest,
      (rx, ry) => (ry & 1n) === par,
    );
keyEpochs.forEach((e, i) =>
  addSig(
    `key epoch ${e.keyEpoch} on chain ${e.chainId} proves possession`,
    [keys.even, keys.odd, keys.evenShort, keys.oddShort][i],
    e.digest,
  ),
);
addSig("rx begins with a zero byte", keys.even, cp, (rx) => top(rx) === 0n);
addSig("ry begins with a zero byte", keys.odd, cp, (rx, ry) => top(ry) === 0n);
addSig("z begins with a zero byte", keys.odd, cp, (rx, ry, z) => top(z) === 0n);
addSig("z begins with a set bit", keys.even, cp, (rx, ry, z) => top(z) >= 0x80n);
addSig("the key is the generator", keys.one, cp);
addSig("the key is the negated generator", keys.minusOne, cp);
addSig("the message is zero", keys.even, b32(0n));
addSig("the message is all ones", keys.odd, "0x" + "ff".repeat(32));
for (let i = 0; i < 8; i++)
  addSig(
    `random ${i}`,
    keyFor("random " + i, () => true),
    seed("message " + i),
  );

const v = frostSignatures[0],
  K = keys.even,
  S = { rx: BigInt(v.rx), ry: BigInt(v.ry), z: BigInt(v.z) };
const v2 = frostSignatures[2];
let smallX = 1n;
while (sqrtP(smallX ** 3n + 7n) === null) smallX++;
const cbrt = (a) => {
  for (const root of [modpow(a, (P + 2n) / 9n)]) if (modpow(root, 3n) === mod(a, P)) return root;
  return null;
};
function modpow(b, e) {
  let r = 1n;
  b = mod(b, P);
  while (e) {
    if (e & 1n) r = (r * b) % P;
    b = (b * b) % P;
    e >>= 1n;
  }
  return r;
}
let smallY = 1n,
  smallYx = null;
for (; ; smallY++) {
  smallYx = cbrt(smallY * smallY - 7n);
  if (smallYx !== null && on(smallYx, smallY)) break;
}
let offX = S.rx + 1n;
while (sqrtP(offX ** 3n + 7n) !== null) offX++;
let bigX = N + 1n,
  bigY;
while ((bigY = sqrtP(bigX ** 3n + 7n)) === null) bigX++;
const bad = [];
const addBad = (reason, o = {}) => {
  const q = { px: K.px, py: K.py, m: cp, ...S, ...o };
  bad.push(q);
  return { reason, px: b32(q.px), py: b32(q.py), message: q.m, rx: b32(q.rx), ry: b32(q.ry), z: b32(q.z) };
};
const flip = cp.slice(0, -1) + (parseInt(cp.slice(-1), 16) ^ 1).toString(16);
const frostSignaturesInvalid = [
  addBad("z is zero", { z: 0n }),
  addBad("z is n", { z: N }),
  addBad("z is n + 1", { z: N + 1n }),
  addBad("z is 2^256 - 1", { z: 2n ** 256n - 1n }),
  addBad("n was added to z and the sum wrapped", { z: mod(S.z + N, 2n ** 256n) }),
  addBad("n was added to a small z", { z: N + 5n }),
  addBad("z is negated", { z: N - S.z }),
  addBad("z is one more", { z: mod(S.z + 1n, N) }),
  addBad("z of another signature of the key", { z: BigInt(frostSignatures[1].z) }),
  addBad("R is negated", { ry: P - S.ry }),
  addBad("R and z are negated", { ry: P - S.ry, z: N - S.z }),
  addBad("R is off the curve, ry two more", { ry: S.ry + 2n }),
  addBad("R is off the curve, no point has this rx", { rx: offX }),
  addBad("R is zero", { rx: 0n, ry: 0n }),
  addBad("rx and ry are swapped", { rx: S.ry, ry: S.rx }),
  addBad("R is the key", { rx: K.px, ry: K.py }),
  addBad("R is the generator", { rx: keys.one.px, ry: keys.one.py }),
  addBad("rx is a small x plus p", { rx: smallX + P, ry: sqrtP(smallX ** 3n + 7n) }),
  addBad("rx is that small x, a point but not this R", { rx: smallX, ry: sqrtP(smallX ** 3n + 7n) }),
  addBad("ry is a small y plus p", { rx: smallYx, ry: smallY + P }),
  addBad("rx is p", { rx: P }),
  addBad("rx is 2^256 - 1", { rx: 2n ** 256n - 1n }),
  addBad("another message, by its last bit", { m: flip }),
  addBad("the zero message", { m: b32(0n) }),
  addBad("a checkpoint of another key epoch", { m: checkpoints[2].digest }),
  addBad("another key", { px: keys.odd.px, py: keys.odd.py }),
  addBad("the negated key", { py: P - K.py }),
  addBad("a key with px above n, on the curve", { px: bigX, py: bigY }),
  addBad("a key with px n", { px: N }),
  addBad("a key with px zero", { px: 0n }),
  addBad("a key with px zero and py zero", { px: 0n, py: 0n }),
  addBad("signature of the other key", { rx: BigInt(v2.rx), ry: BigInt(v2.ry), z: BigInt(v2.z) }),
];
const groupKeys = Object.values(keys)
  .map(keyOut)
  .concat([...Array(4).keys()].map((i) => keyOut(keyFor("random " + i, () => true))));
const kb = (px, py, reason) => ({ px: b32(px), py: b32(py), reason });
const groupKeysInvalid = [
  kb(0n, 0n, "zero"),
  kb(0n, 1n, "px zero"),
  kb(K.px, K.py + 2n, "off the curve"),
  kb(K.px, 0n, "py zero"),
  kb(K.py, K.px, "coordinates swapped"),
  kb(bigX, bigY, "px above n, on the curve"),
  kb(bigX, P - bigY, "px above n, on the curve, the other parity"),
  kb(N, K.py, "px n"),
  kb(P, K.py, "px p"),
  kb(smallX + P, sqrtP(smallX ** 3n + 7n), "px a small x plus p"),
  kb(smallYx, smallY + P, "py a small y plus p"),
  kb(2n ** 256n - 1n, 2n ** 256n - 1n, "all ones"),
];
// published, RFC 9591 appendix E.5, figures typed over
const pubKey = "0x02f37c34b66ced1fb51c34a90bdae006901f10625cc06c4f64663b0eae87d87b4f";
const pubSig =
  "0x0205b6d04d3774c8929413e3c76024d54149c372d57aae62574ed74319b5ea14d0c65dde8492a7471437e6c2fe3da49b90d23f642b5c6dbe7e36089f096dd97324";
const [ppx, ppy] = xy(Pt.fromHex(pubKey.slice(2))),
  [prx, pry] = xy(Pt.fromHex(pubSig.slice(2, 68))),
  pz = BigInt("0x" + pubSig.slice(68));
const frostPublished = [
  {
    name: 'RFC 9591, FROST(secp256k1, SHA-256), message "test"',
    groupKeyCompressed: pubKey,
    px: b32(ppx),
    py: b32(ppy),
    message: "0x74657374",
    signatureCompressed: pubSig,
    rx: b32(prx),
    ry: b32(pry),
    z: b32(pz),
    challenge: b32(challenge(ppx, ppy, prx, pry, "0x74657374")),
    encoded: concatHex([b32(prx), b32(pry), b32(pz)]),
  },
];

// --- ERC-7930
const iaEnc = (c, a) => {
  const ch = c.toString(16);
  const cb = ch.length % 2 ? "0" + ch : ch;
  return "0x00010000" + (cb.length / 2).toString(16).padStart(2, "0") + cb + "14" + a.slice(2);
};
const interoperableAddresses = [
  [1n, alice],
  [255n, bob],
  [256n, alice],
  [31337n, gw.a],
  [65535n, vault],
  [65536n, vault],
  [11155111n, "0x" + "00".repeat(20)],
  [2n ** 32n, ledger],
  [2n ** 56n - 1n, ledger],
  [2n ** 63n - 1n, token],
  [2n ** 64n - 1n, "0x" + "ff".repeat(20)],
].map(([c, a]) => ({ chainId: String(c), account: a, encoded: iaEnc(c, a) }));
const a = alice.slice(2);
const interoperableAddressesInvalid = [
  ["0x", "empty"],
  ["0x0001", "version only"],
  ["0x000200000101" + "14" + a, "version 2"],
  ["0x000000000101" + "14" + a, "version 0"],
  ["0x000100010101" + "14" + a, "chain type 1"],
  ["0x000100020101" + "14" + a, "chain type 2, solana"],
  ["0x0001000000" + "14" + a, "no chain id"],
  ["0x000100000100" + "14" + a, "chain id zero"],
  ["0x00010000020001" + "14" + a, "a leading zero byte before the chain id"],
  ["0x0001000008" + "00".repeat(7) + "0114" + a, "chain id padded to 8 bytes"],
  ["0x0001000009" + "01".repeat(9) + "14" + a, "chain id of 9 bytes"],
  ["0x0001000020" + "00".repeat(31) + "0114" + a, "chain id padded to 32 bytes"],
  ["0x000100000101" + "00", "no address"],
  ["0x000100000101" + "13" + a.slice(2), "address of 19 bytes"],
  ["0x000100000101" + "15" + a + "00", "address of 21 bytes"],
  ["0x000100000101" + "20" + "00".repeat(12) + a, "address padded to 32 bytes"],
  ["0x000100000101" + "13" + a, "address length 19 before 20 bytes"],
  ["0x000100000101" + "15" + a, "address length 21 before 20 bytes"],
  ["0x000100000101" + "14" + a.slice(2), "one byte short"],
  ["0x000100000101" + "14" + a + "00", "one byte more"],
  ["0x000100000201" + "14" + a, "chain id length 2 before 1 byte"],
  ["0x0001000001a4b1" + "14" + a, "chain id length 1 before 2 bytes"],
  ["0x" + a, "a bare address"],
  ["0x00010000ff01" + "14" + a, "chain id length 255"],
].map(([encoded, reason]) => ({ encoded, reason }));

// --- field tables
const fields = (rows) =>
  rows.map(([field, offset, width]) => ({ field, offset: String(offset), width: String(width) }));
const collateralFields = fields([
  ["kind", 0, 1],
  ["asset", 1, 20],
  ["account", 21, 20],
  ["amount", 41, 16],
  ["refund", 57, 20],
  ["reference", 77, 32],
]);
const helloFields = fields([
  ["version", 0, 2],
  ["gasLimitMax", 2, 4],
  ["payloadBytesMax", 6, 4],
  ["voidedGasLimit", 10, 4],
]);
const voidedFields = fields([
  ["lane", 0, 32],
  ["nonce", 32, 8],
  ["payload", 40, 0],
]);
const recordFields = fields([
  ["deadline", 0, 8],
  ["payload", 8, 0],
]);
const signatureFields = fields([
  ["rx", 0, 32],
  ["ry", 32, 32],
  ["z", 64, 32],
]);

// --- self-checks by other routes
let checks = 0;
const must = (b, w) => {
  checks++;
  if (!b) throw new Error("check failed: " + w);
};
for (const s of [...frostSignatures, ...frostPublished]) {
  const q = [s.px, s.py, s.rx, s.ry, s.z].map(BigInt);
  must(nobleSays(...q, s.message), "noble accepts " + s.name);
  must(await chainSays(...q, s.message), "ecrecover accepts " + s.name);
  const c = challenge(q[0], q[1], q[2], q[3], s.message); // RFC's own prose, by sha256 alone
  const D = concatHex([DST, "0x1d"]),
    sh = (h) => bytesToHex(sha256(hexToBytes(h)));
  const b0 = sh(concatHex(["0x" + "00".repeat(64), comp(q[2], q[3]), comp(q[0], q[1]), s.message, "0x003000", D])),
    b1 = sh(concatHex([b0, "0x01", D])),
    b2 = sh(concatHex([b32(BigInt(b0) ^ BigInt(b1)), "0x02", D]));
  must(mod(BigInt(b1) * 2n ** 128n + (BigInt(b2) >> 128n), N) === c, "PROTOCOL.md challenge");
  must(b32(c) === s.challenge, "challenge");
  must(
    G.multiply(q[4]).equals(Pt.fromAffine({ x: q[2], y: q[3] }).add(Pt.fromAffine({ x: q[0], y: q[1] }).multiply(c))),
    "zG = R + cY",
  );
}
for (const [i, q] of bad.entries()) {
  must(!(await chainSays(q.px, q.py, q.rx, q.ry, q.z, q.m)), "ecrecover refuses " + frostSignaturesInvalid[i].reason);
  if (on(q.rx, q.ry) && on(q.px, q.py) && q.px < N)
    must(!nobleSays(q.px, q.py, q.rx, q.ry, q.z, q.m), "noble refuses " + frostSignaturesInvalid[i].reason);
}
must(
  new Set(frostSignatures.slice(0, 8).map((s) => (BigInt(s.py) & 1n) + "," + (BigInt(s.ry) & 1n))).size === 4,
  "all parities",
);
// EIP-712 by hand against viem
for (const c of checkpoints) {
  const ds = keccak256(
    encodeAbiParameters(
      ["bytes32", "bytes32", "bytes32", "uint256", "address"].map((type) => ({ type })),
      [constants.DOMAIN_TYPE, T("Lockstep"), T("1"), BigInt(c.chainId), c.gateway],
    ),
  );
  const sh = keccak256(
    encodeAbiParameters(
      ["bytes32", "bytes32", "uint64", "uint64", "bytes32", "bytes32", "uint64"].map((type) => ({ type })),
      [constants.CHECKPOINT_TYPE, c.lane, BigInt(c.from), BigInt(c.nonce), c.head, c.holdsHash, BigInt(c.keyEpoch)],
    ),
  );
  must(keccak256(concatHex(["0x1901", ds, sh])) === c.digest, "checkpoint by hand");
}
for (const c of rulings) {
  const ds = domainSeparators.find((d) => d.chainId === c.chainId && d.gateway === c.gateway).separator;
  must(
    keccak256(
      concatHex([
        "0x1901",
        ds,
        keccak256(
          encodeAbiParameters(
            ["bytes32", "bytes32", "uint64", "bytes32", "uint8", "uint64"].map((type) => ({ type })),
            [constants.RULING_TYPE, c.lane, BigInt(c.nonce), c.messageHash, Number(c.decision), BigInt(c.keyEpoch)],
          ),
        ),
      ]),
    ) === c.digest,
    "ruling by hand",
  );
}
for (const c of keyEpochs) {
  const ds = domainSeparators.find((d) => d.chainId === c.chainId && d.gateway === c.gateway).separator;
  must(
    keccak256(
      concatHex([
        "0x1901",
        ds,
        keccak256(
          encodeAbiParameters(
            ["bytes32", "uint64", "uint256", "uint256"].map((type) => ({ type })),
            [constants.KEY_EPOCH_TYPE, BigInt(c.keyEpoch), BigInt(c.px), BigInt(c.py)],
          ),
        ),
      ]),
    ) === c.digest,
    "key epoch by hand",
  );
}
for (const [list] of [[collateralPayloads]]) for (const c of list) must((c.encoded.length - 2) / 2 === 109, "109");

const out = {
  constants,
  laneIds,
  messageIds,
  routes,
  messages,
  headChains,
  runs,
  runsInvalid,
  holds,
  holdsInvalid,
  domainSeparators,
  checkpoints,
  rulings,
  keyEpochs,
  helloFields,
  helloPayloads,
  helloPayloadsInvalid,
  voidedFields,
  voidedPayloads,
  voidedPayloadsInvalid,
  collateralFields,
  collateralPayloads,
  collateralPayloadsInvalid,
  recordFields,
  signatureFields,
  interoperableAddresses,
  interoperableAddressesInvalid,
  groupKeys,
  groupKeysInvalid,
  frostPublished,
  frostSignatures,
  frostSignaturesInvalid,
};
for (const [k, rows] of Object.entries(out))
  if (Array.isArray(rows)) {
    const shape = JSON.stringify(Object.keys(rows[0]));
    rows.forEach((r) => must(JSON.stringify(Object.keys(r)) === shape, "shape of " + k));
  }
fs.writeFileSync(process.argv[2], JSON.stringify(out, null, 2) + "\n");
console.log(
  "checks",
  checks,
  "bytes",
  fs.statSync(process.argv[2]).size,
  Object.entries(out)
    .map(([k, r]) => k + ":" + (r.length ?? ""))
    .join(" "),
);
