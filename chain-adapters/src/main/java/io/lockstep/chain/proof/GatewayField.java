package io.lockstep.chain.proof;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;

/**
 * Where the gateway keeps what is proven of a lane: the committed layout,
 * contracts/storage/Gateway.json, of the two mappings from a lane to a struct.
 */
enum GatewayField {
  OUTBOUND_NONCE(Mapping.OUTBOUND, "nonce", 0, 0, 5),
  OUTBOUND_FLAGS(Mapping.OUTBOUND, "flags", 0, 5, 1),
  OUTBOUND_HEAD(Mapping.OUTBOUND, "head", 1, 0, 32),
  INBOUND_NONCE(Mapping.INBOUND, "nonce", 0, 0, 8),
  INBOUND_SOURCE_CHAIN_ID(Mapping.INBOUND, "sourceChainId", 0, 8, 8),
  INBOUND_HEAD(Mapping.INBOUND, "head", 1, 0, 32);

  /** A variable of the gateway that holds a struct for each lane. */
  enum Mapping {
    OUTBOUND("_outbound", 4, 31),
    INBOUND("_inbound", 5, 17);

    private final String label;
    private final long slot;
    private final int firstWordBytes;

    Mapping(String label, long slot, int firstWordBytes) {
      this.label = label;
      this.slot = slot;
      this.firstWordBytes = firstWordBytes;
    }

    String label() {
      return label;
    }

    long slot() {
      return slot;
    }

    /** How much of a struct's first word its fields take up; the rest is zero. */
    int firstWordBytes() {
      return firstWordBytes;
    }
  }

  private final Mapping mapping;
  private final String label;
  private final int word;
  private final int offset;
  private final int bytes;

  GatewayField(Mapping mapping, String label, int word, int offset, int bytes) {
    this.mapping = mapping;
    this.label = label;
    this.word = word;
    this.offset = offset;
    this.bytes = bytes;
  }

  Mapping mapping() {
    return mapping;
  }

  String label() {
    return label;
  }

  /** Which of the struct's words. */
  int word() {
    return word;
  }

  /** From the low end of the word. */
  int offset() {
    return offset;
  }

  int bytes() {
    return bytes;
  }

  /** The slot that holds the field for a lane, as Solidity lays out mappings and structs. */
  Hash32 slotOf(LaneId lane) {
    Hash32 struct = new Keccak256().word(lane.value()).word(mapping.slot()).finish();
    BigInteger slot = new BigInteger(1, struct.toArray()).add(BigInteger.valueOf(word));
    return new StorageWord(slot).hash();
  }
}
