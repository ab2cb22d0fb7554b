package io.lockstep.chain.proof;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.math.BigInteger;
import java.util.List;

/**
 * A chain whose state holds a gateway among other accounts, with storage as the contract has it.
 */
final class SampleGateway {

  static final InteroperableAddress PLACE =
      new InteroperableAddress(ChainId.of(41), address("gateway"));
  static final InteroperableAddress PEER =
      new InteroperableAddress(ChainId.of(42), address("peer"));
  static final Lane LANE = new Lane(PLACE, PEER, new Channel(Keccak256.ofText("a channel")));
  static final Lane OTHER_LANE = new Lane(PLACE, PEER, new Channel(Keccak256.ofText("another")));
  static final Hash32 CODE_HASH = Keccak256.ofText("code");
  static final TrustedGateway TRUSTED = new TrustedGateway(PLACE, CODE_HASH);

  static final LaneHead OUTBOUND = new LaneHead(12, Keccak256.ofText("outbound head"));
  static final LaneHead INBOUND = new LaneHead(7, Keccak256.ofText("inbound head"));

  private final TestTrie storage = TestTrie.secure();
  private Hash32 codeHash = CODE_HASH;

  private SampleGateway() {
    for (int i = 0; i < 60; i++) {
      store(Keccak256.ofText("slot " + i), BigInteger.valueOf(i + 1));
    }
  }

  static SampleGateway unopened() {
    return new SampleGateway();
  }

  static SampleGateway opened() {
    SampleGateway gateway = new SampleGateway();
    gateway.open(LANE, OUTBOUND, INBOUND);
    return gateway;
  }

  static Address address(String name) {
    return new Address(Keccak256.ofText(name).bytes().slice(0, Address.LENGTH));
  }

  void open(Lane lane, LaneHead outbound, LaneHead inbound) {
    LaneSlots slots = LaneSlots.of(lane);
    store(slots.outboundPosition(), firstWord(outbound.nonce(), /* flags= */ 3));
    store(slots.outboundHead(), number(outbound.head()));
    store(slots.inboundPosition(), inboundWord(inbound.nonce(), lane.destination().chain()));
    store(slots.inboundHead(), number(inbound.head()));
  }

  /** With limits and a first sender, which lie above what is read. */
  static BigInteger firstWord(long nonce, int flags) {
    BigInteger above = new BigInteger(1, Keccak256.ofText("above").bytes().slice(0, 25).toArray());
    return above.shiftLeft(48).or(BigInteger.valueOf((long) flags << 40 | nonce));
  }

  static BigInteger inboundWord(long nonce, ChainId source) {
    return source.value().shiftLeft(64).or(BigInteger.valueOf(nonce));
  }

  static BigInteger number(Hash32 hash) {
    return new BigInteger(1, hash.toArray());
  }

  void store(Hash32 slot, BigInteger value) {
    if (value.signum() == 0) {
      storage.remove(slot.bytes());
    } else {
      storage.put(slot.bytes(), new StorageWord(value).encode());
    }
  }

  void setCodeHash(Hash32 hash) {
    codeHash = hash;
  }

  Account account() {
    return new Account(1, BigInteger.TEN, storage.root(), codeHash);
  }

  private TestTrie state() {
    TestTrie state = TestTrie.secure();
    for (int i = 0; i < 60; i++) {
      Account other = new Account(i, BigInteger.valueOf(i), storage.root(), CODE_HASH);
      state.put(address("account " + i).bytes(), other.encode());
    }
    state.put(PLACE.account().bytes(), account().encode());
    return state;
  }

  Header header() {
    return SampleHeader.withState(state().root());
  }

  LaneProof prove(Lane lane) {
    return new LaneProof(header(), proof(PLACE.account(), LaneSlots.of(lane).asList()));
  }

  AccountProof proof(Address address, List<Hash32> slots) {
    return new AccountProof(
        address,
        state().prove(address.bytes()),
        slots.stream().map(slot -> new SlotProof(slot, storage.prove(slot.bytes()))).toList());
  }
}
