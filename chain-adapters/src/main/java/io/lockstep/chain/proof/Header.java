package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.WRONG_BLOCK_HASH;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_SHAPE;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A block's header, from which the block's hash follows.
 *
 * @param values of the fields in their order, as they are hashed: numbers without leading zeros
 */
public record Header(List<Bytes> values) {

  static final int BYTES_MAX = 16_384;

  /** Of a block's number and time, which really are far smaller. */
  private static final int NUMBER_BITS_MAX = 62;

  public Header {
    if (values.size() < HeaderField.REQUIRED_COUNT || values.size() > HeaderField.ALL.size()) {
      throw new ProofException(
          WRONG_SHAPE,
          "header",
          values.size() + " fields",
          HeaderField.REQUIRED_COUNT + " to " + HeaderField.ALL.size());
    }
    values = List.copyOf(values);
    for (int i = 0; i < values.size(); i++) {
      HeaderField.ALL.get(i).require(values.get(i));
    }
    requireSmall(HeaderField.NUMBER, values);
    requireSmall(HeaderField.TIMESTAMP, values);
  }

  private static void requireSmall(HeaderField field, List<Bytes> values) {
    BigInteger number = new BigInteger(1, values.get(field.position()).toArray());
    if (number.bitLength() > NUMBER_BITS_MAX) {
      throw new ProofException(WRONG_SHAPE, field.json(), number, "less than 2^" + NUMBER_BITS_MAX);
    }
  }

  /** Of the fields that the block has. One whose predecessors are missing has no place. */
  public static Header of(Map<HeaderField, Bytes> fields) {
    List<Bytes> values = new ArrayList<>();
    for (HeaderField field : HeaderField.ALL) {
      Bytes value = fields.get(field);
      if (value == null) {
        break;
      }
      values.add(value);
    }
    if (values.size() < fields.size()) {
      throw new ProofException(
          WRONG_SHAPE,
          "header",
          "fields " + fields.keySet().stream().map(HeaderField::json).sorted().toList(),
          HeaderField.ALL.get(values.size()).json() + " among them");
    }
    return new Header(values);
  }

  public static Header decode(Bytes encoded) {
    return of(RlpDecoder.decode(encoded, BYTES_MAX));
  }

  static Header of(RlpItem item) {
    return new Header(
        RlpShape.list(item, "header").stream()
            .map(field -> RlpShape.string(field, "field of a header"))
            .toList());
  }

  public Bytes encode() {
    return RlpEncoder.encode(toRlp());
  }

  RlpItem toRlp() {
    return new RlpList(values.stream().<RlpItem>map(RlpString::new).toList());
  }

  public Hash32 hash() {
    return Keccak256.of(encode());
  }

  /** Refuses a block whose hash is another, because nothing proves what such a block contains. */
  public void requireHash(Hash32 claimed) {
    Hash32 hash = hash();
    if (!hash.equals(claimed)) {
      throw new ProofException(
          WRONG_BLOCK_HASH,
          "hash of block " + number(),
          claimed,
          "%s, as its %d fields up to %s hash to; its chain hashes headers in another way, or its fork is not known here, or the node lies"
              .formatted(hash, values.size(), HeaderField.ALL.get(values.size() - 1).json()));
    }
  }

  public long number() {
    return small(HeaderField.NUMBER);
  }

  public Instant time() {
    return Instant.ofEpochSecond(small(HeaderField.TIMESTAMP));
  }

  public Hash32 stateRoot() {
    return new Hash32(values.get(HeaderField.STATE_ROOT.position()));
  }

  private long small(HeaderField field) {
    return new BigInteger(1, values.get(field.position()).toArray()).longValueExact();
  }
}
