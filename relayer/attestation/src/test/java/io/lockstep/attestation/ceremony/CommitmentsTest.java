package io.lockstep.attestation.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small places and large ones: the sum must not depend on how long their powers are. */
class CommitmentsTest {
  private static final SecureRandom SECURE = new SecureRandom();

  private final Seed seed = Seed.next();
  private final Random random = seed.random();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 40, 64, 127, 128, 129, 200, 255, 256})
  void valueIsHornersRule(int bits) {
    for (int threshold = 2; threshold <= 12; threshold++) {
      for (int lowestPower = 0; lowestPower <= 1; lowestPower++) {
        SecretPolynomial polynomial = SecretPolynomial.generate(threshold, lowestPower, SECURE);
        Commitments commitments = polynomial.commitments();
        Identifier place = place(bits);
        SecretScalar share = polynomial.at(place);
        List<ECPoint> elements = commitments.points().stream().map(Points::element).toList();

        assertThat(Commitments.value(elements, lowestPower, place))
            .as("%s", seed)
            .isEqualTo(horner(elements, lowestPower, place.value()))
            .isEqualTo(Points.GENERATOR.multiply(new BigInteger(1, share.reveal())));
        assertThat(commitments.fits(place, share)).as("%s", seed).isTrue();
        assertThat(commitments.fits(place(256), share)).as("%s", seed).isFalse();
        assertThat(commitments.fits(place, SecretPolynomial.sum(List.of(share, share))))
            .as("%s", seed)
            .isFalse();
      }
    }
  }

  private Identifier place(int bits) {
    BigInteger number =
        new BigInteger(bits, random).setBit(bits - 1).mod(Secp256k1.ORDER.subtract(BigInteger.ONE));
    return new Identifier(number.max(BigInteger.ONE));
  }

  private static ECPoint horner(List<ECPoint> elements, int lowestPower, BigInteger place) {
    ECPoint value = Points.GENERATOR.getCurve().getInfinity();
    for (ECPoint element : elements.reversed()) {
      value = value.multiply(place).add(element);
    }
    return lowestPower == 0 ? value : value.multiply(place);
  }
}
