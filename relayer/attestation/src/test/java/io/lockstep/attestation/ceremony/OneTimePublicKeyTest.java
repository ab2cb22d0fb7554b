package io.lockstep.attestation.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

/**
 * Beside Bouncy Castle's agreement. It multiplies by a multiple of eight, which takes exactly the
 * points of low order to zero, however they are written.
 */
class OneTimePublicKeyTest {
  private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private final Seed seed = Seed.next();
  private final Random random = seed.random();

  /** Every number in every form, and its neighbours. */
  @Test
  void refusesWhatAgreesOnNothing() {
    long refused =
        Stream.of(
                "0",
                "b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0",
                "57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f")
            .map(number -> new BigInteger(number, 16))
            .flatMap(number -> Stream.of(number, FIELD.add(number)))
            .flatMap(number ->
                Stream.iterate(-3, i -> i + 1).limit(7).map(BigInteger::valueOf).map(number::add))
            .flatMap(number -> Stream.of(number, number.add(BigInteger.TWO.pow(255))))
            .filter(number -> number.signum() >= 0 && number.bitLength() <= 256)
            .distinct()
            .filter(this::isRefused)
            .count();

    assertThat(refused).isEqualTo(14);
  }

  @Test
  void takesWhatAgrees() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(isRefused(new BigInteger(256, random))).as("%s", seed).isFalse();
    }
  }

  private boolean isRefused(BigInteger number) {
    byte[] bytes = Arrays.reverse(BigIntegers.asUnsignedByteArray(32, number));
    byte[] scalar = new byte[X25519.SCALAR_SIZE];
    random.nextBytes(scalar);
    boolean isRefused = isRefused(Bytes.copyOf(bytes));

    assertThat(isRefused)
        .as("%s, %s", seed, number)
        .isEqualTo(!X25519.calculateAgreement(scalar, 0, bytes, 0, new byte[32], 0));
    return isRefused;
  }

  private static boolean isRefused(Bytes bytes) {
    try {
      return !new OneTimePublicKey(bytes).bytes().equals(bytes);
    } catch (AttestationException e) {
      return true;
    }
  }
}
