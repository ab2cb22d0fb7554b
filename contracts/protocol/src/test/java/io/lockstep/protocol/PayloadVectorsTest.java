package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;

class PayloadVectorsTest {
  @ParameterizedTest
  @VectorSource("helloPayloads")
  void helloIsWrittenAndRead(Vector vector) {
    Hello hello =
        new Hello(
            vector.uint64("gasLimitMax"),
            vector.uint64("payloadBytesMax"),
            vector.uint64("voidedGasLimit"));

    assertThat(hello.encode()).isEqualTo(vector.bytes("encoded"));
    assertThat(Hello.decode(vector.bytes("encoded"))).isEqualTo(hello);
  }

  @ParameterizedTest
  @VectorSource("helloPayloadsInvalid")
  void malformedHelloIsRefused(Vector vector) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Hello.decode(vector.bytes("encoded")));
  }

  @ParameterizedTest
  @VectorSource("helloFields")
  void helloHasItsFieldsWhereTheTableSays(Vector field) {
    VectorFile.rows("helloPayloads")
        .forEach(vector -> {
          Bytes found = Fields.cut(Hello.decode(vector.bytes("encoded")).encode(), field);
          Bytes expected =
              field.text("field").equals("version")
                  ? Bytes.fromHex("0x0001")
                  : Fields.value(vector, field);
          assertThat(found).isEqualTo(expected);
        });
  }

  @ParameterizedTest
  @VectorSource("voidedPayloads")
  void voidedIsWrittenAndRead(Vector vector) {
    Voided voided =
        new Voided(vector.lane("lane"), vector.uint64("nonce"), vector.bytes("payload"));

    assertThat(voided.encode()).isEqualTo(vector.bytes("encoded"));
    assertThat(Voided.decode(vector.bytes("encoded"))).isEqualTo(voided);
  }

  @ParameterizedTest
  @VectorSource("voidedPayloadsInvalid")
  void malformedVoidedIsRefused(Vector vector) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Voided.decode(vector.bytes("encoded")));
  }

  @ParameterizedTest
  @VectorSource("voidedFields")
  void voidedHasItsFieldsWhereTheTableSays(Vector field) {
    VectorFile.rows("voidedPayloads")
        .forEach(vector -> {
          Bytes found = Fields.cut(Voided.decode(vector.bytes("encoded")).encode(), field);
          assertThat(found).isEqualTo(Fields.value(vector, field));
        });
  }

  @ParameterizedTest
  @VectorSource("collateralPayloads")
  void collateralPayloadIsWrittenAndRead(Vector vector) {
    CollateralPayload payload =
        new CollateralPayload(
            CollateralKind.ofCode(vector.integer("kind")),
            vector.address("asset"),
            vector.address("account"),
            vector.number("amount"),
            vector.address("refund"),
            vector.hash("reference"));

    assertThat(payload.encode()).isEqualTo(vector.bytes("encoded"));
    assertThat(CollateralPayload.decode(vector.bytes("encoded"))).isEqualTo(payload);
  }

  @ParameterizedTest
  @VectorSource("collateralPayloadsInvalid")
  void malformedCollateralPayloadIsRefused(Vector vector) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> CollateralPayload.decode(vector.bytes("encoded")));
  }

  @ParameterizedTest
  @VectorSource("collateralFields")
  void collateralPayloadHasItsFieldsWhereTheTableSays(Vector field) {
    VectorFile.rows("collateralPayloads")
        .forEach(vector -> {
          Bytes encoded = CollateralPayload.decode(vector.bytes("encoded")).encode();
          assertThat(Fields.cut(encoded, field)).isEqualTo(Fields.value(vector, field));
        });
  }
}
