package io.lockstep.chain;

import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.FrostChallenge;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.KeyEpoch;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.Random;

/** Signs as a quorum would, with a key that every reader of this file knows. */
public final class TestQuorum {

  public static final long KEY_EPOCH = 1;

  private static final BigInteger SECRET = BigInteger.valueOf(0x10c57e9);

  private final Random nonces = new Random(SECRET.longValue());
  private final BigInteger secret;

  private TestQuorum(BigInteger secret) {
    this.secret = secret;
  }

  public static TestQuorum create() {
    return new TestQuorum(SECRET);
  }

  /** With another key. */
  public static TestQuorum other() {
    return new TestQuorum(SECRET.add(BigInteger.ONE));
  }

  public GroupKey key() {
    return GroupKey.of(Secp256k1.generatorTimes(secret));
  }

  public KeyEpoch keyEpoch() {
    return new KeyEpoch(KEY_EPOCH, key());
  }

  public FrostSignature sign(Hash32 digest) {
    BigInteger nonce = new BigInteger(255, nonces).add(BigInteger.ONE);
    CurvePoint r = Secp256k1.generatorTimes(nonce);
    BigInteger challenge = FrostChallenge.of(key(), r, digest.bytes());
    return FrostSignature.of(r, challenge.multiply(secret).add(nonce).mod(Secp256k1.ORDER));
  }
}
