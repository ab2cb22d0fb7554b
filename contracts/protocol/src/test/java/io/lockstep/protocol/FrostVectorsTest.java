package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class FrostVectorsTest {
  @ParameterizedTest
  @VectorSource("frostSignatures")
  void signatureOfTheKeyIsAccepted(Vector vector) {
    assertThat(vector.signature().encode()).isEqualTo(vector.bytes("encoded"));
    assertThat(FrostSignature.decode(vector.bytes("encoded"))).isEqualTo(vector.signature());
    assertThat(challenge(vector)).isEqualTo(vector.number("challenge"));
    assertThat(FrostVerifier.verify(vector.key(), vector.hash("message"), vector.signature()))
        .isTrue();
  }

  @ParameterizedTest
  @VectorSource("frostPublished")
  void publishedSignatureIsAccepted(Vector vector) {
    assertThat(vector.key().point().compressed()).isEqualTo(vector.bytes("groupKeyCompressed"));
    Bytes compressed = vector.signature().r().compressed();
    Bytes published = vector.bytes("signatureCompressed");
    assertThat(compressed).isEqualTo(published.slice(0, 33));
    assertThat(vector.text("z")).endsWith(published.slice(33, 32).toString().substring(2));
    assertThat(challenge(vector)).isEqualTo(vector.number("challenge"));
    assertThat(FrostVerifier.verify(vector.key(), vector.bytes("message"), vector.signature()))
        .isTrue();
  }

  /**
   * Refused on the way in where the numbers are no key or signature at all, else by the verifier.
   */
  @ParameterizedTest
  @VectorSource("frostSignaturesInvalid")
  void anythingElseIsRefused(Vector vector) {
    assertThat(isAccepted(vector)).isFalse();
  }

  @ParameterizedTest
  @VectorSource("signatureFields")
  void signatureHasItsFieldsWhereTheTableSays(Vector field) {
    VectorFile.rows("frostSignatures")
        .forEach(vector -> {
          Bytes found = Fields.cut(vector.signature().encode(), field);
          assertThat(found).isEqualTo(Fields.value(vector, field));
        });
  }

  @ParameterizedTest
  @VectorSource("groupKeys")
  void keyOnTheCurveBelowTheOrderIsAccepted(Vector vector) {
    assertThat(GroupKey.of(vector.key().point())).isEqualTo(vector.key());
  }

  @ParameterizedTest
  @VectorSource("groupKeysInvalid")
  void otherKeyIsRefused(Vector vector) {
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(vector::key);
  }

  @Test
  void vectorsHaveKeysAndPointsOfBothParities() {
    assertThat(
            VectorFile.rows("frostSignatures")
                .map(v -> v.key().point().hasOddY() + " " + v.signature().r().hasOddY()))
        .contains("true true", "true false", "false true", "false false");
  }

  @Test
  void generatorTimesScalarIsThePointOfTheScalar() {
    GroupKey generator = GroupKey.of(Secp256k1.generatorTimes(BigInteger.ONE));
    GroupKey negated = GroupKey.of(Secp256k1.generatorTimes(Secp256k1.ORDER_MAX));

    assertThat(negated.px()).isEqualTo(generator.px());
    assertThat(negated.py()).isEqualTo(Secp256k1.FIELD.subtract(generator.py()));
    assertThat(VectorFile.rows("groupKeys").map(Vector::key)).contains(generator, negated);
  }

  private static BigInteger challenge(Vector vector) {
    return FrostChallenge.of(vector.key(), vector.signature().r(), vector.bytes("message"));
  }

  private static boolean isAccepted(Vector vector) {
    try {
      return FrostVerifier.verify(vector.key(), vector.hash("message"), vector.signature());
    } catch (ProtocolException e) {
      return false;
    }
  }
}
