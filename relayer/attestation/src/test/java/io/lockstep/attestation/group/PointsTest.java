package io.lockstep.attestation.group;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Beside Bouncy Castle, which reads the same bytes. */
class PointsTest {
  private final Seed seed = Seed.next();
  private final Random random = seed.random();

  /** Half of all x belong to a point, and a prefix in 2 and 3 says to which of two. */
  @Test
  void readsWhatBouncyCastleReads() {
    for (int i = 0; i < 2_000; i++) {
      assertReadAlike((byte) random.nextInt(2, 4), new BigInteger(256, random));
    }
  }

  @Test
  void readsExtremesAsBouncyCastleDoes() {
    for (int prefix = -1; prefix < 9; prefix++) {
      for (int i = 0; i < 12; i++) {
        BigInteger small = BigInteger.valueOf(i);
        assertReadAlike((byte) prefix, small);
        assertReadAlike((byte) prefix, Secp256k1.FIELD.subtract(small));
        assertReadAlike((byte) prefix, Secp256k1.FIELD.add(small));
        assertReadAlike((byte) prefix, BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
      }
    }
  }

  private void assertReadAlike(byte prefix, BigInteger x) {
    byte[] bytes = ByteBuffer.allocate(Points.LENGTH).put(prefix).put(Scalars.bytes(x)).array();
    Optional<CurvePoint> expected = expected(bytes);
    if (expected.isPresent()) {
      assertThat(Points.read(ByteBuffer.wrap(bytes), "point"))
          .as("%s", seed)
          .isEqualTo(expected.get());
    } else {
      refused(NOT_A_POINT, "point", () -> Points.read(ByteBuffer.wrap(bytes), "point"));
    }
  }

  private static Optional<CurvePoint> expected(byte[] bytes) {
    try {
      return Optional.of(Points.named(Points.GENERATOR.getCurve().decodePoint(bytes)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
