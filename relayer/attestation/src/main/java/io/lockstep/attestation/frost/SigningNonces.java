package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.NONCES_USED;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Round one: a pair of nonces, which signs at most once. Two shares with the same pair would give
 * the secret share away, so the pair is handed out a single time, to whichever thread comes first,
 * and then is gone. There is no way to store it: it dies with the process.
 */
public final class SigningNonces {
  private static final int RANDOM_LENGTH = 32;

  /** The two secrets. */
  record Pair(SecretScalar hiding, SecretScalar binding) {}

  private final SigningCommitment commitment;
  private final AtomicReference<@Nullable Pair> unused;

  private SigningNonces(SigningCommitment commitment, Pair pair) {
    this.commitment = commitment;
    this.unused = new AtomicReference<>(pair);
  }

  /**
   * Section 4.1 of RFC 9591. The secret share is hashed into each nonce, so that a random generator
   * which repeats itself or is known to an attacker does not suffice to guess one.
   */
  public static SigningNonces generate(KeyPackage key, SecureRandom random) {
    Pair pair = new Pair(nonce(key.secretShare(), random), nonce(key.secretShare(), random));
    SecretArithmetic arithmetic = SecretArithmetic.standard();
    SigningCommitment commitment =
        new SigningCommitment(
            key.identifier(),
            arithmetic.generatorTimes(pair.hiding()),
            arithmetic.generatorTimes(pair.binding()));
    return new SigningNonces(commitment, pair);
  }

  private static SecretScalar nonce(SecretScalar secretShare, SecureRandom random) {
    byte[] randomBytes = new byte[RANDOM_LENGTH];
    random.nextBytes(randomBytes);
    return SecretArithmetic.standard()
        .reduced(FrostHash.wideNonce(randomBytes, secretShare.reveal()));
  }

  public SigningCommitment commitment() {
    return commitment;
  }

  /** Gives the pair away. Whoever comes second gets an exception. */
  Pair take() {
    Pair pair = unused.getAndSet(null);
    if (pair == null) {
      throw new AttestationException(
          NONCES_USED, "nonces of " + commitment.identifier(), "used ones", "fresh ones");
    }
    return pair;
  }

  @Override
  public String toString() {
    return "SigningNonces[commitment=" + commitment + "]";
  }
}
