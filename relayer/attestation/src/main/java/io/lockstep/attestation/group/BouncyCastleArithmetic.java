package io.lockstep.attestation.group;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import org.bouncycastle.util.BigIntegers;

/**
 * On BigInteger and Bouncy Castle. It is <em>not</em> constant-time:
 *
 * <ul>
 *   <li>BigInteger's product and remainder take a time that depends on how long the numbers are
 *       and, in the division, on their digits.
 *   <li>The product with the generator is Bouncy Castle's comb. It takes the same number of steps
 *       for every scalar and reads its whole table at each; but the scalar comes to it as a
 *       BigInteger, and an addition branches where a partial sum is infinity.
 *   <li>Java's compiler promises nothing about the time of what is written without branches.
 * </ul>
 *
 * <p>A nonce is fresh for every signature, so an observer measures each once; the key share is
 * multiplied by a public number in every signature, and there an observer measures often. Who can
 * time a signer from the same machine is therefore not defended against.
 */
enum BouncyCastleArithmetic implements SecretArithmetic {
  INSTANCE;

  @Override
  public SecretScalar reduced(byte[] wide) {
    return secret(BigIntegers.fromUnsignedByteArray(wide).mod(Secp256k1.ORDER));
  }

  @Override
  public CurvePoint generatorTimes(SecretScalar secret) {
    BigInteger number = number(secret);
    if (number.signum() == 0) {
      throw new AttestationException(OUT_OF_RANGE, "secret", "zero", "a number above it");
    }
    return Secp256k1.generatorTimes(number);
  }

  @Override
  public SecretScalar multiplyAdd(BigInteger factor, SecretScalar secret, SecretScalar addend) {
    return secret(factor.multiply(number(secret)).add(number(addend)).mod(Secp256k1.ORDER));
  }

  private static BigInteger number(SecretScalar secret) {
    return BigIntegers.fromUnsignedByteArray(secret.reveal());
  }

  private static SecretScalar secret(BigInteger number) {
    return SecretScalar.decode(Scalars.bytes(number));
  }
}
