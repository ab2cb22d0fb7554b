package io.lockstep.attestation.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Beside BigInteger, which does the same plainly. */
class FieldElementTest {
  private static final BigInteger P = Secp256k1.FIELD;

  /** Numbers whose limbs, sums or products are as extreme as they can be. */
  private static final List<BigInteger> EXTREMES =
      Stream.concat(
              Stream.of(0, 1, 2, 977).map(BigInteger::valueOf),
              Stream.of(52, 104, 156, 208, 255)
                  .flatMap(bits -> {
                    BigInteger power = BigInteger.TWO.pow(bits);
                    return Stream.of(power.subtract(BigInteger.ONE), power, power.negate());
                  }))
          .flatMap(number -> Stream.of(number, number.negate()))
          .map(number -> number.mod(P))
          .distinct()
          .toList();

  private final Seed seed = Seed.next();
  private final Random random = seed.random();

  @Test
  void computesWithExtremesAsBigIntegerDoes() {
    for (BigInteger a : EXTREMES) {
      for (BigInteger b : EXTREMES) {
        assertLikeBigInteger(a, b);
      }
    }
  }

  @Test
  void computesWithRandomNumbersAsBigIntegerDoes() {
    for (int i = 0; i < 20_000; i++) {
      assertLikeBigInteger(number(), number());
    }
  }

  private void assertLikeBigInteger(BigInteger a, BigInteger b) {
    FieldElement x = FieldElement.of(a);
    FieldElement y = FieldElement.of(b);

    assertIs(x.plus(y), a.add(b));
    assertIs(x.plus(y).carried(), a.add(b));
    assertIs(x.minus(y), a.subtract(b));
    assertIs(x.minus(y).carried(), a.subtract(b));
    assertIs(x.negated(), a.negate());
    assertIs(x.times(y), a.multiply(b));
    assertIs(x.squared(), a.multiply(a));
    assertIs(x.times(8), a.shiftLeft(3));
  }

  /** Factors of weight 15, and subtrahends of weight 3, are the heaviest that are allowed. */
  @Test
  void keepsItsPromiseAtTheGreatestWeight() {
    for (int i = 0; i < 20_000; i++) {
      BigInteger a = number();
      BigInteger b = number();
      BigInteger c = number();
      FieldElement carriedA = FieldElement.of(a).minus(FieldElement.of(c)).carried();
      FieldElement product = FieldElement.of(b).times(FieldElement.of(c));
      FieldElement heavyA = carriedA.times(15);
      FieldElement heavyB = product.times(11).minus(carriedA.times(3));
      BigInteger expectedA = a.subtract(c).multiply(BigInteger.valueOf(15));
      BigInteger expectedB =
          b.multiply(c).multiply(BigInteger.valueOf(11)).subtract(a.subtract(c).multiply(THREE));

      assertIs(heavyA.times(heavyB), expectedA.multiply(expectedB));
      assertIs(heavyB.times(heavyA), expectedA.multiply(expectedB));
      assertIs(heavyA.squared(), expectedA.multiply(expectedA));
      assertIs(heavyB.squared(), expectedB.multiply(expectedB));
      assertIs(heavyB.carried(), expectedB);
    }
  }

  private static final BigInteger THREE = BigInteger.valueOf(3);

  /** The same number by another way has other limbs. */
  @Test
  void zeroIsFoundInEveryForm() {
    for (int i = 0; i < 20_000; i++) {
      BigInteger a = number();
      BigInteger b = number();
      FieldElement x = FieldElement.of(a);
      FieldElement y = FieldElement.of(b);
      FieldElement product = x.times(y);
      FieldElement same = FieldElement.of(a.multiply(b).mod(P));

      assertThat(product.minus(same).isZero()).as("%s", seed).isTrue();
      assertThat(same.minus(product).carried().isZero()).as("%s", seed).isTrue();
      assertThat(same.times(3).minus(product.times(3)).isZero()).as("%s", seed).isTrue();
      assertThat(product.minus(same).plus(FieldElement.ONE).isZero()).as("%s", seed).isFalse();
    }
    assertThat(FieldElement.ZERO.isZero()).isTrue();
    assertThat(FieldElement.ZERO.negated().isZero()).isTrue();
  }

  private BigInteger number() {
    return random.nextInt(4) == 0
        ? EXTREMES.get(random.nextInt(EXTREMES.size()))
        : new BigInteger(256, random).mod(P);
  }

  private void assertIs(FieldElement found, BigInteger expected) {
    assertThat(found.toBigInteger()).as("%s", seed).isEqualTo(expected.mod(P));
    assertThat(found.isZero()).as("%s", seed).isEqualTo(expected.mod(P).signum() == 0);
  }
}
