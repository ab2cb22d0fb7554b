package io.lockstep.app.testnet;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.FrostChallenge;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Makes the signatures of a quorum alone, because it holds the whole key. That is exactly what
 * Lockstep exists to avoid, so it serves the demo and the tests only: attesters hold shares, and no
 * process ever sees the key that they add up to.
 */
public final class SingleKeySigner {
  private static final int SCALAR_LENGTH = 32;

  private final BigInteger secret;
  private final GroupKey groupKey;
  private final RandomGenerator nonces;

  private SingleKeySigner(BigInteger secret, GroupKey groupKey, RandomGenerator nonces) {
    this.secret = secret;
    this.groupKey = groupKey;
    this.nonces = nonces;
  }

  /** A signer with fresh random nonces. */
  public static SingleKeySigner fromSecret(BigInteger secret) {
    return fromSecret(secret, new SecureRandom());
  }

  /** A signer with fresh random nonces, its secret big-endian. */
  public static SingleKeySigner fromSecret(byte[] secret) {
    return fromSecret(new BigInteger(1, secret));
  }

  /**
   * A signer whose nonces come from the generator, so that a seeded one repeats its signatures.
   * Give two signers of one key two generators of different seeds: a nonce used twice gives the key
   * away.
   */
  public static SingleKeySigner fromSecret(BigInteger secret, RandomGenerator nonces) {
    return new SingleKeySigner(secret, GroupKey.of(Secp256k1.generatorTimes(secret)), nonces);
  }

  /** A signer with a new key. */
  public static SingleKeySigner generate(RandomGenerator random) {
    BigInteger secret = scalar(random);
    while (!isUsable(Secp256k1.generatorTimes(secret))) {
      secret = scalar(random);
    }
    return fromSecret(secret, random);
  }

  /** The gateway takes no key whose x-coordinate is at or above the order of the group. */
  private static boolean isUsable(CurvePoint key) {
    return key.x().compareTo(Secp256k1.ORDER) < 0;
  }

  public GroupKey groupKey() {
    return groupKey;
  }

  public FrostSignature sign(Hash32 digest) {
    return sign(digest.toArray());
  }

  /** z = k + c·secret for a nonce k and its point R, as RFC 9591 adds up from the shares. */
  public FrostSignature sign(byte[] message) {
    BigInteger nonce = scalar(nonces);
    CurvePoint r = Secp256k1.generatorTimes(nonce);
    BigInteger c = FrostChallenge.of(groupKey, r, Bytes.copyOf(message));
    return FrostSignature.of(r, c.multiply(secret).add(nonce).mod(Secp256k1.ORDER));
  }

  private static BigInteger scalar(RandomGenerator random) {
    byte[] bytes = new byte[SCALAR_LENGTH];
    BigInteger scalar;
    do {
      random.nextBytes(bytes);
      scalar = new BigInteger(1, bytes);
    } while (scalar.signum() == 0 || scalar.compareTo(Secp256k1.ORDER) >= 0);
    return scalar;
  }
}
