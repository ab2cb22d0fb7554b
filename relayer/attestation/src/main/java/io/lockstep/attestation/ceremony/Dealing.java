package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The second message: a polynomial by its commitments, and its value for each of the others. The
 * hellos stand in it as their senders signed them, so whoever said two different ones is convicted
 * by the first dealing that has the other.
 *
 * @param hellos of all, in the order of the roster
 * @param proof in a refresh there is none: it would prove a constant term, and there all of them
 *     are zero by form
 * @param shares of all but the dealer, in the order of the roster
 */
record Dealing(
    Identifier dealer,
    List<SignedMessage> hellos,
    Optional<ProofOfPossession> proof,
    Commitments commitments,
    List<SealedShare> shares)
    implements Spoken {
  private static final Hash32 CEREMONY_TAG = Keccak256.ofText("LOCKSTEP_CEREMONY_ID_V1");
  private static final Bytes SHARE_TAG =
      Bytes.copyOf("LOCKSTEP_CEREMONY_SHARE_V1".getBytes(StandardCharsets.US_ASCII));

  private static final int HELLO_LENGTH = Hello.LENGTH + IdentityKey.SIGNATURE_LENGTH;

  Dealing {
    hellos = List.copyOf(hellos);
    shares = List.copyOf(shares);
  }

  static Dealing of(
      CeremonyTerms terms,
      Identifier dealer,
      List<SignedMessage> hellos,
      SecretPolynomial polynomial,
      SecureRandom random) {
    Hash32 ceremonyId = ceremonyId(terms, hellos);
    Commitments commitments = polynomial.commitments();
    List<SealedShare> shares =
        terms.others(dealer).stream()
            .map(recipient ->
                SealedShare.seal(
                    polynomial.at(recipient),
                    oneTimeKey(hellos, recipient),
                    info(ceremonyId, dealer, recipient),
                    random))
            .toList();
    return new Dealing(
        dealer, hellos, proof(terms, dealer, polynomial, commitments, random), commitments, shares);
  }

  private static Optional<ProofOfPossession> proof(
      CeremonyTerms terms,
      Identifier dealer,
      SecretPolynomial polynomial,
      Commitments commitments,
      SecureRandom random) {
    return switch (terms.purpose()) {
      case CeremonyPurpose.NewKey _ ->
          Optional.of(
              ProofOfPossession.prove(
                  dealer, polynomial.constant(), commitments.constant(), random));
      case CeremonyPurpose.Refresh _ -> Optional.empty();
    };
  }

  /** All terms and all hellos as they were signed: what the shares are sealed for. */
  static Hash32 ceremonyId(CeremonyTerms terms, List<SignedMessage> hellos) {
    Keccak256 hash = new Keccak256().add(CEREMONY_TAG).add(terms.hash());
    hellos.forEach(hello -> hash.add(hello.encode()));
    return hash.finish();
  }

  private static Bytes info(Hash32 ceremonyId, Identifier dealer, Identifier recipient) {
    return Fields.join(SHARE_TAG, ceremonyId.bytes(), dealer.encode(), recipient.encode());
  }

  private static OneTimePublicKey oneTimeKey(List<SignedMessage> hellos, Identifier of) {
    return hellos.stream()
        .filter(hello -> hello.sender().equals(of))
        .map(hello -> Hello.decode(hello.body()).key())
        .findFirst()
        .orElseThrow();
  }

  /** Reads the fields; whether they obey the rules is for {@link CeremonyRules} to say. */
  static Dealing decode(CeremonyTerms terms, Identifier dealer, Bytes body) {
    Fields in = Fields.of(body, "dealing");
    Hash32 scope = terms.hash();
    List<SignedMessage> hellos =
        terms.roster().identifiers().stream()
            .map(sender ->
                new SignedMessage(
                    MessageKind.CEREMONY_HELLO,
                    scope,
                    sender,
                    in.bytes(Hello.LENGTH),
                    in.bytes(IdentityKey.SIGNATURE_LENGTH)))
            .toList();
    Optional<ProofOfPossession> proof =
        switch (terms.purpose()) {
          case CeremonyPurpose.NewKey _ -> Optional.of(ProofOfPossession.read(in));
          case CeremonyPurpose.Refresh _ -> Optional.empty();
        };
    Commitments commitments =
        Commitments.read(in, terms.threshold(), terms.purpose().lowestPower());
    List<SealedShare> shares = in.repeated(terms.roster().size() - 1, () -> SealedShare.read(in));
    in.end();
    return new Dealing(dealer, hellos, proof, commitments, shares);
  }

  /** Every dealing of a ceremony is as long as the others. */
  static int length(CeremonyTerms terms) {
    int count = terms.roster().size();
    int lowestPower = terms.purpose().lowestPower();
    return count * HELLO_LENGTH
        + (1 - lowestPower) * ProofOfPossession.LENGTH
        + (terms.threshold() - lowestPower) * Points.LENGTH
        + (count - 1) * SealedShare.LENGTH;
  }

  /** For each hello: body (64 bytes) ‖ signature (64). Then proof (65) ‖ commitments ‖ shares. */
  @Override
  public Bytes encode() {
    return Fields.join(
        Stream.of(
                hellos.stream().flatMap(hello -> Stream.of(hello.body(), hello.signature())),
                proof.stream().map(ProofOfPossession::encode),
                Stream.of(commitments.encode()),
                shares.stream().map(SealedShare::encode))
            .flatMap(fields -> fields)
            .toList());
  }

  @Override
  public List<SignedMessage> embedded() {
    return hellos;
  }

  Hash32 ceremonyId(CeremonyTerms terms) {
    return ceremonyId(terms, hellos);
  }

  /** Whether this is the one-time key that the recipient's hello announces. */
  boolean announces(Identifier recipient, OneTimeKey key) {
    return oneTimeKey(hellos, recipient).equals(key.publicKey());
  }

  /** What was sealed to a recipient, if it opens and is a number below the order. */
  Optional<SecretScalar> opened(CeremonyTerms terms, Identifier recipient, OneTimeKey key) {
    SealedShare sealed = shares.get(terms.others(dealer).indexOf(recipient));
    return key.open(sealed, info(ceremonyId(terms), dealer, recipient)).flatMap(Dealing::scalar);
  }

  private static Optional<SecretScalar> scalar(byte[] opened) {
    try {
      return Optional.of(SecretScalar.decode(opened));
    } catch (AttestationException notBelowTheOrder) {
      return Optional.empty();
    }
  }
}
