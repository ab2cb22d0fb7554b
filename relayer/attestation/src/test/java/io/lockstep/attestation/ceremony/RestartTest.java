package io.lockstep.attestation.ceremony;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.Points;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** A key that no gateway takes is nobody's fault. */
class RestartTest {
  private static final BigInteger ONE = BigInteger.ONE;

  private final Gathering gathering = Gathering.forNewKey(3, 4, Seed.next());

  private void assertRestart(String reason) {
    assertThat(gathering.held().outcomes.values())
        .hasSize(4)
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    CeremonyOutcome.Restart.class,
                    restart -> assertThat(restart.reason()).contains(reason)));
    assertThat(gathering.stored).isEmpty();
  }

  private void chooses(long identifier, long constant, long linear, long square) {
    requireNonNull(gathering.randoms.get(Identifier.of(identifier)))
        .choose(
            BigInteger.valueOf(constant), BigInteger.valueOf(linear), BigInteger.valueOf(square));
  }

  @Test
  void constantTermsThatCancelLeaveInfinity() {
    chooses(1, 1, 5, 6);
    chooses(2, 2, 7, 8);
    chooses(3, 3, 9, 1);
    chooses(4, -6, 2, 3);

    assertRestart("the group key is infinity");
  }

  /** A dealer and a holder who tell each other what they know can bring it about. */
  @Test
  void sharesThatCancelLeaveAVerificationShareAtInfinity() {
    chooses(1, 1, 1, 1);
    chooses(2, 1, 1, 1);
    chooses(3, 1, 1, 1);
    chooses(4, -3 - 4 * 2 - 4 * 4, 1, 1);

    assertRestart("the verification share of 2 is infinity");
  }

  @Test
  void oneMoreOrLessIsAKeyLikeAnyOther() {
    chooses(1, 1, 5, 6);
    chooses(2, 2, 7, 8);
    chooses(3, 3, 9, 1);
    chooses(4, -5, 2, 4);

    List<CertifiedKey> keys = gathering.held().keys();
    assertThat(keys).hasSize(4);
    assertThat(keys.getFirst().groupKey().point()).isEqualTo(Secp256k1.generatorTimes(ONE));
  }

  @Test
  void elementsAreJudgedByTheirCoordinate() {
    assertThat(Derivation.refusal(Points.GENERATOR)).isEmpty();
    assertThat(Derivation.refusal(Points.GENERATOR.getCurve().getInfinity()))
        .hasValueSatisfying(reason -> assertThat(reason).contains("infinity"));
    assertThat(Derivation.refusal(atOrAbove(Secp256k1.ORDER)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("not in 1 to n − 1"));
    assertThat(Derivation.refusal(atOrAbove(ONE))).isEmpty();
  }

  /** The first point whose x-coordinate is not below this. */
  private static ECPoint atOrAbove(BigInteger from) {
    for (BigInteger x = from; ; x = x.add(ONE)) {
      BigInteger square = x.modPow(BigInteger.valueOf(3), Secp256k1.FIELD).add(new BigInteger("7"));
      BigInteger root = square.modPow(Secp256k1.FIELD.add(ONE).shiftRight(2), Secp256k1.FIELD);
      if (root.multiply(root).subtract(square).mod(Secp256k1.FIELD).signum() == 0) {
        return Points.GENERATOR.getCurve().createPoint(x, root);
      }
    }
  }
}
