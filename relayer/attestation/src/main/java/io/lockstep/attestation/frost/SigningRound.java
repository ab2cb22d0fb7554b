package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NOT_OWN_COMMITMENT;
import static io.lockstep.attestation.AttestationException.Code.TOO_FEW;
import static io.lockstep.attestation.AttestationException.Code.UNUSABLE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.group.LinearCombination;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.FrostChallenge;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Round two: one message, signed by those who committed. Signers make their shares with it, and
 * whoever coordinates checks them and adds them up. It is made of public values, so both compute
 * the same from the same list.
 *
 * <p>A signature has three forms that the gateway refuses. A group key with px not below the order
 * is no {@link io.lockstep.protocol.GroupKey}, so no round begins with one. A challenge of zero
 * ends the round here, before anybody has signed. And z = 0 is no {@link FrostSignature}: wrong
 * shares can add up to it, and then their senders are blamed; right ones would need R = −c·Y where
 * c is a hash of R, which nobody can bring about and so is treated as a broken invariant.
 */
public final class SigningRound {
  private final PublicKeyPackage keys;
  private final CommitmentList commitments;
  private final BindingFactors bindingFactors;
  private final CurvePoint groupCommitment;
  private final BigInteger challenge;

  private SigningRound(PublicKeyPackage keys, CommitmentList commitments, Bytes message) {
    this.keys = keys;
    this.commitments = commitments;
    this.bindingFactors = BindingFactors.of(keys.groupKey(), commitments, message);
    this.groupCommitment = groupCommitment(commitments, bindingFactors);
    this.challenge = FrostChallenge.of(keys.groupKey(), groupCommitment, message);
  }

  /**
   * Computes what all shares of the round have in common.
   *
   * @throws AttestationException if fewer than the threshold have committed, or one who is not on
   *     the roster
   */
  public static SigningRound of(PublicKeyPackage keys, CommitmentList commitments, Bytes message) {
    commitments.identifiers().forEach(keys::verificationShare);
    int count = commitments.commitments().size();
    if (count < keys.threshold()) {
      throw new AttestationException(TOO_FEW, "signers", count, "at least " + keys.threshold());
    }
    SigningRound round = new SigningRound(keys, commitments, message);
    if (round.challenge.signum() == 0) {
      throw new AttestationException(UNUSABLE, "challenge", "zero", "a number above it");
    }
    return round;
  }

  /** R: the sum of every hiding commitment, and of every binding one times its factor. */
  private static CurvePoint groupCommitment(
      CommitmentList commitments, BindingFactors bindingFactors) {
    LinearCombination sum = new LinearCombination();
    for (SigningCommitment commitment : commitments.commitments()) {
      sum.plus(commitment.hiding())
          .plus(bindingFactors.of(commitment.identifier()), commitment.binding());
    }
    return sum.point()
        .orElseThrow(() ->
            new AttestationException(UNUSABLE, "group commitment", "infinity", "any other point"));
  }

  /**
   * A signer's share: z = d + e·ρ + s·λ·c. The nonces are used up by it. Whatever is refused is
   * refused before that, so a list that leaves the signer out does not cost it its nonces.
   *
   * @throws AttestationException if the round is one of another key, if the list has another
   *     commitment of this signer than the nonces' or none, or if the nonces were used before
   */
  public SignatureShare sign(KeyPackage key, SigningNonces nonces) {
    requireOwn(key, nonces.commitment());
    Identifier signer = key.identifier();
    SigningNonces.Pair pair = nonces.take();
    SecretArithmetic arithmetic = SecretArithmetic.standard();
    SecretScalar nonce =
        arithmetic.multiplyAdd(bindingFactors.of(signer), pair.binding(), pair.hiding());
    SecretScalar z = arithmetic.multiplyAdd(weight(signer), key.secretShare(), nonce);
    return SignatureShare.of(signer, z);
  }

  private void requireOwn(KeyPackage key, SigningCommitment own) {
    if (!key.publicKeys().equals(keys)) {
      throw new AttestationException(
          INCONSISTENT, "key package", "one of another key", "the round's");
    }
    Optional<SigningCommitment> listed = commitments.find(key.identifier());
    if (listed.filter(own::equals).isEmpty()) {
      throw new AttestationException(
          NOT_OWN_COMMITMENT,
          "commitment of " + key.identifier(),
          listed.isPresent() ? "another" : "none",
          "the one that the signer made");
    }
  }

  /**
   * Whether a share is what its sender's commitment and verification share demand: z·G = D + ρ·E +
   * λ·c·Y.
   *
   * @throws AttestationException if its sender did not commit to this round
   */
  public boolean isRight(SignatureShare share) {
    Identifier sender = share.identifier();
    SigningCommitment commitment = commitments.commitment(sender);
    return new LinearCombination()
        .plusGenerator(Scalars.negated(share.z()))
        .plus(commitment.hiding())
        .plus(bindingFactors.of(sender), commitment.binding())
        .plus(weight(sender), keys.verificationShare(sender))
        .isInfinity();
  }

  /**
   * Adds the shares up and verifies the sum. Only if it is wrong is each share looked at: liars
   * whose errors cancel have done no harm.
   *
   * @param shares exactly one of each who committed, in any order
   */
  public Aggregation aggregate(Collection<SignatureShare> shares) {
    requireOneOfEach(shares);
    BigInteger z =
        shares.stream()
            .map(SignatureShare::z)
            .reduce(BigInteger.ZERO, BigInteger::add)
            .mod(Secp256k1.ORDER);
    if (z.signum() != 0 && completes(z)) {
      return new Aggregation.Signed(FrostSignature.of(groupCommitment, z));
    }
    return new Aggregation.Blamed(sendersOfWrong(shares));
  }

  /**
   * R + c·Y = z·G: what {@link io.lockstep.protocol.FrostVerifier} asks, of the same challenge and
   * point.
   */
  private boolean completes(BigInteger z) {
    return new LinearCombination()
        .plusGenerator(Scalars.negated(z))
        .plus(groupCommitment)
        .plus(challenge, keys.groupKey().point())
        .isInfinity();
  }

  private void requireOneOfEach(Collection<SignatureShare> shares) {
    List<Identifier> senders = shares.stream().map(SignatureShare::identifier).sorted().toList();
    List<Identifier> signers = commitments.identifiers();
    if (!senders.equals(signers)) {
      throw new AttestationException(FOREIGN, "senders of shares", senders, signers);
    }
  }

  private List<Identifier> sendersOfWrong(Collection<SignatureShare> shares) {
    List<Identifier> senders =
        shares.stream()
            .filter(share -> !isRight(share))
            .map(SignatureShare::identifier)
            .sorted()
            .toList();
    if (senders.isEmpty()) {
      throw new IllegalStateException(
          "Every share is right and their sum is no signature, which the roster's polynomial rules"
              + " out: the arithmetic is broken.");
    }
    return senders;
  }

  /** λ·c: how much of the signer's secret share goes into its share. */
  private BigInteger weight(Identifier signer) {
    BigInteger lambda = Lagrange.coefficient(commitments.identifiers(), signer, BigInteger.ZERO);
    return Scalars.product(lambda, challenge);
  }
}
