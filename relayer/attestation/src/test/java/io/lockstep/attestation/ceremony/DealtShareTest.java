package io.lockstep.attestation.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All at once must say no whenever one by one says no, whatever the others are. */
class DealtShareTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Identifier PLACE = Identifier.of(5);
  private static final BigInteger MINUS_ONE = Secp256k1.ORDER.subtract(BigInteger.ONE);

  private static List<DealtShare> dealt(int count, int lowestPower) {
    return new ArrayList<>(
        IntStream.rangeClosed(1, count).mapToObj(dealer -> oneDealt(dealer, lowestPower)).toList());
  }

  private static DealtShare oneDealt(long dealer, int lowestPower) {
    SecretPolynomial polynomial = SecretPolynomial.generate(3, lowestPower, RANDOM);
    return new DealtShare(Identifier.of(dealer), polynomial.commitments(), polynomial.at(PLACE));
  }

  private static DealtShare with(DealtShare one, SecretScalar share) {
    return new DealtShare(one.dealer(), one.commitments(), share);
  }

  private static SecretScalar plus(SecretScalar one, BigInteger factor, SecretScalar other) {
    return SecretArithmetic.standard().multiplyAdd(factor, other, one);
  }

  private static boolean allFit(List<DealtShare> shares) {
    return DealtShare.allFit(PLACE, shares, RANDOM);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 12})
  void rightSharesFit(int count) {
    assertThat(allFit(dealt(count, 0))).isTrue();
    assertThat(allFit(dealt(count, 1))).isTrue();
  }

  @Test
  void oneWrongShareAmongManyDoesNot() {
    for (int wrong = 0; wrong < 12; wrong++) {
      List<DealtShare> shares = dealt(12, 0);
      shares.set(wrong, with(shares.get(wrong), oneDealt(1, 0).share()));

      assertThat(allFit(shares)).isFalse();
    }
  }

  /** What a plain sum would let pass. */
  @Test
  void errorsThatCancelInTheSumDoNot() {
    List<DealtShare> shares = dealt(4, 0);
    SecretScalar error = oneDealt(1, 0).share();
    shares.set(1, with(shares.get(1), plus(shares.get(1).share(), BigInteger.ONE, error)));
    shares.set(2, with(shares.get(2), plus(shares.get(2).share(), MINUS_ONE, error)));

    assertThat(allFit(shares)).isFalse();
  }

  @Test
  void sharesOfAnotherPlaceDoNot() {
    assertThat(DealtShare.allFit(Identifier.of(6), dealt(4, 0), RANDOM)).isFalse();
  }

  /** Commitments whose value here is infinity are left to the check of each. */
  @Test
  void shareOfZeroDoesNot() {
    SecretScalar slope = oneDealt(1, 0).share();
    SecretScalar constant =
        plus(SecretPolynomial.ZERO, PLACE.value().negate().mod(Secp256k1.ORDER), slope);
    SecretPolynomial zeroHere = new SecretPolynomial(List.of(constant, slope), 0);
    List<DealtShare> shares = dealt(4, 0);
    shares.add(new DealtShare(Identifier.of(5), zeroHere.commitments(), zeroHere.at(PLACE)));

    assertThat(Commitments.isZero(zeroHere.at(PLACE))).isTrue();
    assertThat(allFit(shares)).isFalse();
    assertThat(allFit(List.of(shares.getLast()))).isFalse();
    assertThat(allFit(shares.subList(0, 4))).isTrue();
  }
}
