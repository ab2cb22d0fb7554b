package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.testkit.DecoderFuzz;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers of every length that a fork has given them. */
class HeaderTest {

  /** The first block of Ethereum, whose hash everybody knows. */
  private static Header firstOfAll() {
    Map<HeaderField, Bytes> fields = SampleHeader.zeros(HeaderField.NONCE);
    fields.put(HeaderField.OMMERS_HASH, SampleHeader.NO_OMMERS);
    fields.put(
        HeaderField.STATE_ROOT,
        Bytes.fromHex("0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544"));
    fields.put(HeaderField.TRANSACTIONS_ROOT, SampleHeader.EMPTY_TRIE);
    fields.put(HeaderField.RECEIPTS_ROOT, SampleHeader.EMPTY_TRIE);
    fields.put(HeaderField.DIFFICULTY, Bytes.fromHex("0x0400000000"));
    fields.put(HeaderField.GAS_LIMIT, Bytes.fromHex("0x1388"));
    fields.put(
        HeaderField.EXTRA_DATA,
        Bytes.fromHex("0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa"));
    fields.put(HeaderField.NONCE, Bytes.fromHex("0x0000000000000042"));
    return Header.of(fields);
  }

  private static final Hash32 FIRST_HASH =
      Hash32.fromHex("0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3");

  @Test
  void hashIsTheOneThatTheChainKnows() {
    Header header = firstOfAll();

    assertThat(header.hash()).isEqualTo(FIRST_HASH);
    assertThat(header.number()).isZero();
    assertThat(header.time()).isEqualTo(Instant.EPOCH);
    header.requireHash(FIRST_HASH);
  }

  @Test
  void anotherHashIsRefused() {
    assertRefused(Code.WRONG_BLOCK_HASH, () -> firstOfAll().requireHash(Hash32.ZERO));
    assertThatThrownBy(() -> firstOfAll().requireHash(Hash32.ZERO))
        .hasMessageContaining("block 0")
        .hasMessageContaining(Hash32.ZERO.toString())
        .hasMessageContaining(FIRST_HASH.toString());
  }

  static List<HeaderField> lastFields() {
    return HeaderField.ALL.subList(HeaderField.REQUIRED_COUNT - 1, HeaderField.ALL.size());
  }

  @ParameterizedTest
  @MethodSource("lastFields")
  void headerMayEndWithEachFieldThatAForkHasAppended(HeaderField last) {
    Header header = Header.of(SampleHeader.zeros(last));

    assertThat(header.values()).hasSize(last.position() + 1);
    assertThat(Header.decode(header.encode())).isEqualTo(header);
  }

  @Test
  void fieldAfterAMissingOneIsRefused() {
    Map<HeaderField, Bytes> fields = SampleHeader.zeros(HeaderField.REQUESTS_HASH);
    fields.remove(HeaderField.EXCESS_BLOB_GAS);

    assertRefused(Code.WRONG_SHAPE, () -> Header.of(fields));
    assertThatThrownBy(() -> Header.of(fields)).hasMessageContaining("excessBlobGas among them");
  }

  @ParameterizedTest
  @EnumSource(HeaderField.class)
  void fieldOfAnotherLengthIsRefused(HeaderField field) {
    Map<HeaderField, Bytes> fields = SampleHeader.zeros(HeaderField.ALL.getLast());
    fields.put(field, Bytes.copyOf(new byte[field.shape().bytesMax() + 1]));

    assertRefused(Code.WRONG_SHAPE, () -> Header.of(fields));
  }

  @ParameterizedTest
  @CsvSource({
    "GAS_USED, 0x00, NOT_RLP",
    "NUMBER, 0x4000000000000000, WRONG_SHAPE",
    "TIMESTAMP, 0x4000000000000000, WRONG_SHAPE",
    "BASE_FEE, 0x0001, NOT_RLP"
  })
  void numberThatIsNoneIsRefused(HeaderField field, String value, Code refusal) {
    Map<HeaderField, Bytes> fields = SampleHeader.zeros(HeaderField.ALL.getLast());
    fields.put(field, Bytes.fromHex(value));

    assertRefused(refusal, () -> Header.of(fields));
  }

  @Test
  void countOfFieldsIsBounded() {
    List<Bytes> values = Header.of(SampleHeader.zeros(HeaderField.ALL.getLast())).values();
    List<Bytes> oneMore = new ArrayList<>(values);
    oneMore.add(Bytes.EMPTY);

    assertRefused(Code.WRONG_SHAPE, () -> new Header(oneMore));
    assertRefused(
        Code.WRONG_SHAPE, () -> new Header(values.subList(0, HeaderField.REQUIRED_COUNT - 1)));
    assertRefused(Code.WRONG_SHAPE, () -> Header.of(Map.of()));
  }

  @Test
  void everyFieldBelongsToTheHash() {
    Header header = Header.of(SampleHeader.zeros(HeaderField.ALL.getLast()));
    List<Hash32> hashes =
        IntStream.range(0, header.values().size())
            .mapToObj(i -> changed(header, i).hash())
            .distinct()
            .toList();

    assertThat(hashes).hasSize(header.values().size()).doesNotContain(header.hash());
  }

  private static Header changed(Header header, int field) {
    List<Bytes> values = new ArrayList<>(header.values());
    byte[] bytes = values.get(field).toArray();
    if (bytes.length == 0) {
      bytes = new byte[1];
    }
    bytes[bytes.length - 1] ^= 1;
    values.set(field, Bytes.copyOf(bytes));
    return new Header(values);
  }

  @Test
  void anyBytesAreRefusedOrReadExactly() {
    List<byte[]> valid =
        lastFields().stream()
            .map(last -> Header.of(SampleHeader.zeros(last)).encode().toArray())
            .toList();
    DecoderFuzz fuzz =
        new DecoderFuzz(
            "header",
            valid,
            bytes -> Header.decode(Bytes.copyOf(bytes)).encode().toArray(),
            ProofException.class);

    fuzz.readNoise(5_000);
    fuzz.readDamaged(20_000);
  }
}
