package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.testkit.DecoderFuzz;
import io.lockstep.testkit.Mutation;
import io.lockstep.testkit.Seed;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes arrive, a decoder answers with a value or with the module's own exception, and a
 * value that it accepts writes the very same bytes again: there is one way to write each.
 */
class DecoderFuzzTest {
  private static final int ROUNDS = 20_000;

  static Stream<DecoderFuzz> decoders() {
    return Stream.of(
        decoder("HELLO", "helloPayloads", "encoded", b -> Hello.decode(b).encode()),
        decoder("VOIDED", "voidedPayloads", "encoded", b -> Voided.decode(b).encode()),
        decoder(
            "collateral",
            "collateralPayloads",
            "encoded",
            b -> CollateralPayload.decode(b).encode()),
        decoder("holds", "holds", "encoded", b -> Holds.decode(b).encode()),
        decoder("signature", "frostSignatures", "encoded", b -> FrostSignature.decode(b).encode()),
        decoder(
            "interoperable address",
            "interoperableAddresses",
            "encoded",
            b -> InteroperableAddress.decode(b).encode()),
        decoder("record", "messages", "record", DecoderFuzzTest::recodeRecord),
        decoder("run", "runs", "records", DecoderFuzzTest::recodeRun),
        decoder(
            "HELLO record",
            List.of(Bytes.fromHex("0x" + "00".repeat(8) + "0001" + "00".repeat(12))),
            b -> Message.ofRecord(gatewayRoute(RouteKind.HELLO), b).record()),
        decoder(
            "VOIDED record",
            List.of(Bytes.fromHex("0x" + "00".repeat(8) + "11".repeat(50))),
            b -> Message.ofRecord(gatewayRoute(RouteKind.VOIDED), b).record()));
  }

  private static DecoderFuzz decoder(
      String name, String array, String field, UnaryOperator<Bytes> recode) {
    List<Bytes> valid = VectorFile.rows(array).map(vector -> vector.bytes(field)).toList();
    return decoder(name, valid, recode);
  }

  private static DecoderFuzz decoder(String name, List<Bytes> valid, UnaryOperator<Bytes> recode) {
    return new DecoderFuzz(
        name,
        valid.stream().map(Bytes::toArray).toList(),
        bytes -> recode.apply(Bytes.copyOf(bytes)).toArray(),
        ProtocolException.class);
  }

  private static Bytes recodeRecord(Bytes record) {
    return Message.ofRecord(Samples.BATCH, record).record();
  }

  /** Records of 16 bytes, which some of the runs in the vectors are a multiple of. */
  private static Bytes recodeRun(Bytes records) {
    return Run.of(new Run(Samples.BATCH, 16, records).messages()).records();
  }

  private static Route gatewayRoute(RouteKind kind) {
    return new Route(kind, Samples.ALICE, Samples.BOB, 0);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void noiseIsRefusedOrReadExactly(DecoderFuzz decoder) {
    decoder.readNoise(ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void damagedBytesAreRefusedOrReadExactly(DecoderFuzz decoder) {
    decoder.readDamaged(ROUNDS);
  }

  @Test
  void damagedSignatureNeverVerifies() {
    Seed seed = Seed.next();
    Random random = seed.random();
    List<Vector> vectors = VectorFile.rows("frostSignatures").toList();
    for (int i = 0; i < 1_000; i++) {
      Vector vector = vectors.get(i % vectors.size());
      Bytes damaged = Bytes.copyOf(Mutation.of(vector.bytes("encoded").toArray(), random));
      boolean intact = damaged.equals(vector.bytes("encoded"));

      assertThat(isAccepted(vector, damaged)).as("%s, input %s", seed, damaged).isEqualTo(intact);
    }
  }

  private static boolean isAccepted(Vector vector, Bytes signature) {
    try {
      return FrostVerifier.verify(
          vector.key(), vector.hash("message"), FrostSignature.decode(signature));
    } catch (ProtocolException e) {
      return false;
    }
  }

  @Test
  void textIsRefusedOrReadExactly() {
    Seed seed = Seed.next();
    Random random = seed.random();
    String letters = "0123456789abcdefxg -\u0660\u00e9";
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "0x" : "");
      for (int n = random.nextInt(12); n > 0; n--) {
        int choice = random.nextInt(random.nextInt(8) == 0 ? letters.length() : 16);
        text.append(letters.charAt(choice));
      }
      try {
        assertThat(Bytes.fromHex(text.toString())).as("%s", seed).hasToString(text.toString());
      } catch (ProtocolException e) {
        assertThat(e.code()).as("%s, %s", seed, text).isEqualTo(ProtocolException.Code.NOT_HEX);
      }
    }
  }
}
