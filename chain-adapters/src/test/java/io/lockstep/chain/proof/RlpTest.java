package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.DecoderFuzz;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** RLP has one form for each item, and no other is read. */
class RlpTest {

  private static final int BYTES_MAX = 2_048;
  private static final VectorFile VECTORS = VectorFile.read("rlp.json");

  static Stream<VectorFile.Row> valid() {
    return VECTORS.rows("valid");
  }

  static Stream<VectorFile.Row> invalid() {
    return VECTORS.rows("invalid");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void publishedItemIsReadAndWrittenAgain(VectorFile.Row vector) {
    RlpItem item = RlpDecoder.decode(vector.bytes("encoded"), BYTES_MAX);

    assertThat(item).isEqualTo(item(vector.field("item")));
    assertThat(RlpEncoder.encode(item)).isEqualTo(vector.bytes("encoded"));
  }

  private static RlpItem item(JsonNode json) {
    return json.isArray()
        ? new RlpList(json.valueStream().map(RlpTest::item).toList())
        : new RlpString(Bytes.fromHex(json.stringValue()));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void publishedInvalidBytesAreRefused(VectorFile.Row vector) {
    assertRefused(Code.NOT_RLP, () -> RlpDecoder.decode(vector.bytes("encoded"), BYTES_MAX));
  }

  @ParameterizedTest
  @CsvSource({
    "a byte with a length, 0x8105",
    "a long form for a short string, 0xb80101",
    "a long form for a short list, 0xf80101",
    "a length with a leading zero, 0xb9003800",
    "a length beyond the input, 0x8201",
    "a length of eight bytes, 0xbfffffffffffffffff",
    "a length without its bytes, 0xb9",
    "a byte behind the item, 0x0000",
    "an item beyond its list, 0xc18200",
    "an item beyond its list though within the input, 0xc2c1820000",
    "nothing, 0x"
  })
  void anotherFormIsRefused(String what, String encoded) {
    assertThat(what).isNotEmpty();
    assertRefused(Code.NOT_RLP, () -> RlpDecoder.decode(Bytes.fromHex(encoded), BYTES_MAX));
  }

  @Test
  void inputAndNestingAreBounded() {
    assertThat(RlpDecoder.decode(nested(RlpDecoder.DEPTH_MAX), BYTES_MAX))
        .isInstanceOf(RlpList.class);

    assertRefused(
        Code.TOO_LARGE, () -> RlpDecoder.decode(nested(RlpDecoder.DEPTH_MAX + 1), BYTES_MAX));
    assertRefused(Code.TOO_LARGE, () -> RlpDecoder.decode(nested(2), 1));
  }

  private static Bytes nested(int lists) {
    RlpItem item = RlpList.of();
    for (int i = 1; i < lists; i++) {
      item = RlpList.of(item);
    }
    return RlpEncoder.encode(item);
  }

  @Test
  void everyInputOfTwoBytesIsRefusedOrWrittenAgain() {
    int read = 0;
    for (int both = 0; both <= 0xffff; both++) {
      Bytes input = Bytes.copyOf(new byte[] {(byte) (both >> 8), (byte) both});
      try {
        assertThat(RlpEncoder.encode(RlpDecoder.decode(input, 2))).isEqualTo(input);
        read++;
      } catch (ProofException e) {
        assertThat(e.code()).isEqualTo(Code.NOT_RLP);
      }
    }
    // A string of one byte from 0x80 on, or a list of one byte below it or of an empty item.
    assertThat(read).isEqualTo(128 + 128 + 2);
  }

  @Test
  void numberHasNoLeadingZeros() {
    assertThat(RlpShape.number(RlpString.of(0), 32, "number")).isZero();
    assertThat(RlpShape.number(RlpString.of(256), 32, "number")).isEqualTo(BigInteger.valueOf(256));

    assertRefused(
        Code.NOT_RLP, () -> RlpShape.number(new RlpString(Bytes.fromHex("0x00")), 32, "number"));
    assertRefused(
        Code.WRONG_SHAPE,
        () -> RlpShape.number(new RlpString(Bytes.fromHex("0x0100")), 1, "number"));
    assertRefused(
        Code.WRONG_SHAPE,
        () -> RlpShape.smallNumber(RlpString.of(BigInteger.TWO.pow(63)), "number"));
    assertThat(RlpShape.smallNumber(RlpString.of(Long.MAX_VALUE), "number"))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anyBytesAreRefusedOrReadExactly() {
    DecoderFuzz fuzz =
        new DecoderFuzz(
            "RLP",
            valid().map(row -> row.bytes("encoded").toArray()).toList(),
            bytes -> RlpEncoder.encode(RlpDecoder.decode(Bytes.copyOf(bytes), BYTES_MAX)).toArray(),
            ProofException.class);

    fuzz.readNoise(20_000);
    fuzz.readDamaged(20_000);
  }

  @Test
  void stringsAndListsAreNotTakenForEachOther() {
    assertRefused(Code.WRONG_SHAPE, () -> RlpShape.list(RlpString.of(1), "list"));
    assertRefused(Code.WRONG_SHAPE, () -> RlpShape.list(RlpList.of(), 1, "list"));
    assertRefused(Code.WRONG_SHAPE, () -> RlpShape.string(new RlpList(List.of()), "string"));
  }
}
