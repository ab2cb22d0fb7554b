package io.lockstep.chain.proof;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.List;

/**
 * The fields of a block's header, in the order in which they are hashed. Hard forks have appended
 * fields and never removed one: a header has the required ones and then the first few of the rest.
 */
public enum HeaderField {
  PARENT_HASH("parentHash", Shape.HASH),
  OMMERS_HASH("sha3Uncles", Shape.HASH),
  BENEFICIARY("miner", Shape.ADDRESS),
  STATE_ROOT("stateRoot", Shape.HASH),
  TRANSACTIONS_ROOT("transactionsRoot", Shape.HASH),
  RECEIPTS_ROOT("receiptsRoot", Shape.HASH),
  LOGS_BLOOM("logsBloom", Shape.BLOOM),
  DIFFICULTY("difficulty", Shape.NUMBER),
  NUMBER("number", Shape.NUMBER),
  GAS_LIMIT("gasLimit", Shape.NUMBER),
  GAS_USED("gasUsed", Shape.NUMBER),
  TIMESTAMP("timestamp", Shape.NUMBER),
  EXTRA_DATA("extraData", Shape.DATA),
  MIX_HASH("mixHash", Shape.HASH),
  NONCE("nonce", Shape.NONCE),
  /** London. */
  BASE_FEE("baseFeePerGas", Shape.NUMBER),
  /** Shanghai. */
  WITHDRAWALS_ROOT("withdrawalsRoot", Shape.HASH),
  /** Cancun. */
  BLOB_GAS_USED("blobGasUsed", Shape.NUMBER),
  EXCESS_BLOB_GAS("excessBlobGas", Shape.NUMBER),
  PARENT_BEACON_BLOCK_ROOT("parentBeaconBlockRoot", Shape.HASH),
  /** Prague. Osaka adds none. */
  REQUESTS_HASH("requestsHash", Shape.HASH),
  /** Amsterdam. */
  BLOCK_ACCESS_LIST_HASH("blockAccessListHash", Shape.HASH),
  SLOT_NUMBER("slotNumber", Shape.NUMBER);

  public static final List<HeaderField> ALL = List.of(values());

  /** As many as every header has. */
  static final int REQUIRED_COUNT = ALL.indexOf(NONCE) + 1;

  /** What a field's value looks like. */
  public enum Shape {
    HASH(Hash32.LENGTH, Hash32.LENGTH),
    ADDRESS(Address.LENGTH, Address.LENGTH),
    BLOOM(256, 256),
    NONCE(8, 8),
    /** No wider than a word, and without leading zeros. */
    NUMBER(0, 32),
    /**
     * Ethereum allows 32 bytes; chains that sign their blocks keep signatures and validators there.
     */
    DATA(0, 8_192);

    private final int bytesMin;
    private final int bytesMax;

    Shape(int bytesMin, int bytesMax) {
      this.bytesMin = bytesMin;
      this.bytesMax = bytesMax;
    }

    public int bytesMin() {
      return bytesMin;
    }

    public int bytesMax() {
      return bytesMax;
    }
  }

  private final String json;
  private final Shape shape;

  HeaderField(String json, Shape shape) {
    this.json = json;
    this.shape = shape;
  }

  /** Its name in the answers of nodes. */
  public String json() {
    return json;
  }

  public Shape shape() {
    return shape;
  }

  public boolean isRequired() {
    return position() < REQUIRED_COUNT;
  }

  /** Its place among the fields that are hashed. */
  int position() {
    return ALL.indexOf(this);
  }

  void require(Bytes value) {
    switch (shape) {
      case HASH, ADDRESS, BLOOM, NONCE -> RlpShape.requireLength(value, shape.bytesMax, json);
      case NUMBER -> RlpShape.requireNumber(value, shape.bytesMax, json);
      case DATA -> RlpShape.requireLengthMax(value, shape.bytesMax, json);
    }
  }
}
