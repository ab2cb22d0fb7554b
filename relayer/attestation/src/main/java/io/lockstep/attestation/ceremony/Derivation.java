package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.frost.VerificationShare;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/** What follows from the dealings of all. It is public, so everybody derives the same. */
sealed interface Derivation {
  /** A key, and all that is to be certified of it. */
  record Derived(Certification certification) implements Derivation {}

  /** Nobody is at fault, but the ceremony must be held again. */
  record Unusable(String reason) implements Derivation {}

  /**
   * Derives.
   *
   * @param signed the dealings as they were signed, in the order of the roster
   */
  static Derivation of(CeremonyTerms terms, List<SignedMessage> signed, List<Dealing> dealings) {
    List<ECPoint> sum = Commitments.sum(dealings.stream().map(Dealing::commitments).toList());
    ECPoint groupElement = groupElement(terms, sum);
    Optional<String> refusal = refusal(groupElement);
    if (refusal.isPresent()) {
      return new Unusable(refusal.get());
    }
    List<VerificationShare> shares = new ArrayList<>();
    for (Identifier holder : terms.roster().identifiers()) {
      ECPoint share = verificationShare(terms, sum, holder);
      // A dealer and a holder who tell each other all they know can bring this about.
      if (share.isInfinity()) {
        return new Unusable("the verification share of %s is infinity".formatted(holder));
      }
      shares.add(new VerificationShare(holder, Points.named(share)));
    }
    PublicKeyPackage keys =
        new PublicKeyPackage(terms.threshold(), GroupKey.of(Points.named(groupElement)), shares);
    return new Derived(certification(terms, signed, dealings, keys));
  }

  private static ECPoint groupElement(CeremonyTerms terms, List<ECPoint> sum) {
    return switch (terms.purpose()) {
      case CeremonyPurpose.NewKey _ -> sum.getFirst();
      case CeremonyPurpose.Refresh(KeyCertificate previous) ->
          Points.element(previous.certification().publicKeys().groupKey().point());
    };
  }

  private static ECPoint verificationShare(
      CeremonyTerms terms, List<ECPoint> sum, Identifier holder) {
    ECPoint dealt = Commitments.value(sum, terms.purpose().lowestPower(), holder);
    return switch (terms.purpose()) {
      case CeremonyPurpose.NewKey _ -> dealt;
      case CeremonyPurpose.Refresh(KeyCertificate previous) ->
          dealt.add(
              Points.element(previous.certification().publicKeys().verificationShare(holder)));
    };
  }

  /**
   * Why no gateway takes this element as a key, if none does: {@code ecrecover} takes its
   * x-coordinate for a signature's r, which must be in 1 to n − 1.
   */
  static Optional<String> refusal(ECPoint element) {
    if (element.isInfinity()) {
      return Optional.of("the group key is infinity");
    }
    BigInteger x = Points.named(element).x();
    return x.signum() > 0 && x.compareTo(Secp256k1.ORDER) < 0
        ? Optional.empty()
        : Optional.of("the group key's x-coordinate, 0x%x, is not in 1 to n − 1".formatted(x));
  }

  private static Certification certification(
      CeremonyTerms terms,
      List<SignedMessage> signed,
      List<Dealing> dealings,
      PublicKeyPackage keys) {
    return new Certification(
        terms.hash(),
        dealings.getFirst().ceremonyId(terms),
        transcriptHash(signed),
        terms.roster().hash(),
        terms.keyEpoch(),
        terms.generation(),
        keys);
  }

  /** Of all dealings as they were signed. The hellos stand in them. */
  static Hash32 transcriptHash(List<SignedMessage> dealings) {
    Keccak256 hash = new Keccak256().add(Keccak256.ofText("LOCKSTEP_CEREMONY_TRANSCRIPT_V1"));
    dealings.forEach(dealing -> hash.add(dealing.encode()));
    return hash.finish();
  }
}
