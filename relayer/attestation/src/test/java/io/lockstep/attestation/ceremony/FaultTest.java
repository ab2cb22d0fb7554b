package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.roster.MessageKind.CEREMONY_CERTIFICATION;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_DEALING;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_ECHO;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One participant, the last of four, misbehaves in one way. All others blame it and nobody else,
 * with evidence that convinces whoever has the terms.
 */
class FaultTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Identifier CULPRIT = Identifier.of(4);
  private static final Identifier VICTIM = Identifier.of(2);

  private final Seed seed = Seed.next();
  private final Gathering gathering = Gathering.forNewKey(3, 4, seed);

  /** The same to all, in place of what it should say. */
  private void says(MessageKind kind, Function<SignedMessage, Bytes> body) {
    gathering.forger(4).says(kind, body);
  }

  private void deals(Function<Dealing, Dealing> changed) {
    says(CEREMONY_DEALING, message -> changed.apply(gathering.dealing(message)).encode());
  }

  private void assertBlamed(Class<? extends Fault> kind) {
    gathering.held();
    for (CeremonyOutcome outcome : gathering.outcomesOfHonest()) {
      assertThat(outcome)
          .as("%s", seed)
          .isInstanceOfSatisfying(
              CeremonyOutcome.Faulty.class,
              faulty -> {
                assertThat(faulty.culprits()).containsExactly(CULPRIT);
                assertThat(faulty.faults().getFirst()).isInstanceOf(kind);
                assertThat(faulty.faults()).allMatch(fault -> fault.isProven(gathering.terms));
              });
    }
    assertThat(gathering.outcomesOfHonest()).hasSize(3);
  }

  @Test
  void helloWithAKeyOfLowOrder() {
    says(CEREMONY_HELLO, _ -> Bytes.copyOf(new byte[Hello.LENGTH]));
    assertBlamed(Fault.Malformed.class);
  }

  @Test
  void dealingWithTheProofOfAnotherConstant() {
    deals(dealing ->
        withProof(
            dealing,
            ProofOfPossession.prove(CULPRIT, scalar(), dealing.commitments().constant(), RANDOM)));
    assertBlamed(Fault.Malformed.class);
  }

  /** What somebody without a secret of its own would send: another's term and its proof. */
  @Test
  void dealingWithTheReplayedProofOfAnother() {
    deals(dealing -> {
      SecretPolynomial other = SecretPolynomial.generate(3, 0, RANDOM);
      Dealing theirs = Dealing.of(gathering.terms, VICTIM, dealing.hellos(), other, RANDOM);
      return new Dealing(
          CULPRIT, dealing.hellos(), theirs.proof(), theirs.commitments(), dealing.shares());
    });
    assertBlamed(Fault.Malformed.class);
  }

  private static SecretScalar scalar() {
    return SecretPolynomial.generate(1, 0, RANDOM).coefficients().getFirst();
  }

  private static Dealing withProof(Dealing dealing, ProofOfPossession proof) {
    return new Dealing(
        dealing.dealer(),
        dealing.hellos(),
        Optional.of(proof),
        dealing.commitments(),
        dealing.shares());
  }

  @Test
  void shareThatDoesNotFitTheCommitments() {
    deals(dealing -> withShare(dealing, info -> sealed(scalar().reveal(), dealing, info)));
    assertBlamed(Fault.WrongShare.class);
  }

  @Test
  void shareThatDoesNotOpen() {
    deals(dealing ->
        withShare(dealing, _ -> sealed(scalar().reveal(), dealing, Bytes.fromHex("0x01"))));
    assertBlamed(Fault.WrongShare.class);
  }

  @Test
  void shareUnderAKeyOfLowOrder() {
    deals(dealing ->
        withShare(
            dealing,
            _ ->
                new SealedShare(
                    Bytes.copyOf(new byte[32]), dealing.shares().getFirst().ciphertext())));
    assertBlamed(Fault.WrongShare.class);
  }

  @Test
  void shareThatIsNotBelowTheOrder() {
    byte[] great = new byte[32];
    Arrays.fill(great, (byte) 0xff);
    deals(dealing -> withShare(dealing, info -> sealed(great, dealing, info)));
    assertBlamed(Fault.WrongShare.class);
  }

  @Test
  void shareOfZero() {
    deals(dealing -> withShare(dealing, info -> sealed(new byte[32], dealing, info)));
    assertBlamed(Fault.WrongShare.class);
  }

  /** The one for the second on the roster. */
  private Dealing withShare(Dealing dealing, Function<Bytes, SealedShare> share) {
    Bytes info =
        Fields.join(
            Bytes.copyOf("LOCKSTEP_CEREMONY_SHARE_V1".getBytes(StandardCharsets.US_ASCII)),
            dealing.ceremonyId(gathering.terms).bytes(),
            CULPRIT.encode(),
            VICTIM.encode());
    List<SealedShare> shares = new ArrayList<>(dealing.shares());
    shares.set(1, share.apply(info));
    return new Dealing(
        dealing.dealer(), dealing.hellos(), dealing.proof(), dealing.commitments(), shares);
  }

  private static SealedShare sealed(byte[] plain, Dealing dealing, Bytes info) {
    return SealedShare.seal(
        plain,
        Hello.decode(dealing.hellos().get(1).body()).key(),
        info,
        new X25519PrivateKeyParameters(RANDOM));
  }

  @Test
  void dealingWithAHelloThatNobodySigned() {
    deals(dealing -> {
      List<SignedMessage> hellos = new ArrayList<>(dealing.hellos());
      SignedMessage second = hellos.get(1);
      hellos.set(
          1,
          new SignedMessage(
              second.kind(),
              second.scope(),
              second.sender(),
              hellos.get(0).body(),
              second.signature()));
      return new Dealing(CULPRIT, hellos, dealing.proof(), dealing.commitments(), dealing.shares());
    });
    assertBlamed(Fault.Malformed.class);
  }

  /** Too long, too short, and a commitment that is infinity or no point. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void dealingWithAMalformedBody(int way) {
    says(
        CEREMONY_DEALING,
        message -> {
          byte[] body = message.body().toArray();
          int commitments = 4 * 128 + ProofOfPossession.LENGTH;
          return Bytes.copyOf(
              switch (way) {
                case 0 -> Arrays.copyOf(body, body.length + 1);
                case 1 -> Arrays.copyOf(body, body.length - 1);
                case 2 -> Arrays.copyOf(body, body.length + 33);
                case 3 -> filled(body, commitments, (byte) 0);
                default -> filled(body, commitments + 33, (byte) 0xff);
              });
        });
    assertBlamed(Fault.Malformed.class);
  }

  private static byte[] filled(byte[] body, int from, byte value) {
    Arrays.fill(body, from, from + 33, value);
    return body;
  }

  @ParameterizedTest
  @EnumSource(names = {"CEREMONY_HELLO", "CEREMONY_DEALING", "CEREMONY_ECHO"})
  void emptyBody(MessageKind kind) {
    says(kind, _ -> Bytes.EMPTY);
    assertBlamed(Fault.Malformed.class);
  }

  @Test
  void complaintAboutAShareThatIsRight() {
    complains(() -> gathering.oneTimeKey(CULPRIT), VICTIM);
    assertBlamed(Fault.FalseComplaint.class);
  }

  @Test
  void complaintWithAnotherKeyThanTheHellos() {
    complains(() -> OneTimeKey.generate(RANDOM), VICTIM);
    assertBlamed(Fault.FalseComplaint.class);
  }

  private void complains(Supplier<OneTimeKey> key, Identifier accused) {
    says(
        CEREMONY_ECHO,
        message ->
            new Echo(
                    Optional.of(new Complaint(key.get(), List.of(accused))),
                    Echo.decode(gathering.terms, message.body()).dealings())
                .encode());
  }

  @Test
  void echoOfADealingThatNobodySigned() {
    says(
        CEREMONY_ECHO,
        message -> {
          List<SignedMessage> dealings =
              new ArrayList<>(Echo.decode(gathering.terms, message.body()).dealings());
          SignedMessage first = dealings.get(0);
          dealings.set(
              0,
              new SignedMessage(
                  first.kind(),
                  first.scope(),
                  first.sender(),
                  first.body(),
                  dealings.get(1).signature()));
          return new Echo(Optional.empty(), dealings).encode();
        });
    assertBlamed(Fault.Malformed.class);
  }

  /** Of two accusations one is true: the dealer is convicted of it, the accuser of the other. */
  @Test
  void complaintThatIsHalfTrueConvictsBoth() {
    Identifier dealer = Identifier.of(3);
    gathering
        .inOrder()
        .forger(3)
        .says(
            CEREMONY_DEALING,
            message -> {
              Dealing dealing = gathering.dealing(message);
              List<SealedShare> shares = new ArrayList<>(dealing.shares());
              shares.set(2, shares.get(0));
              return new Dealing(
                      dealer, dealing.hellos(), dealing.proof(), dealing.commitments(), shares)
                  .encode();
            });
    says(
        CEREMONY_ECHO,
        message ->
            new Echo(
                    Optional.of(
                        new Complaint(gathering.oneTimeKey(CULPRIT), List.of(VICTIM, dealer))),
                    Echo.decode(gathering.terms, message.body()).dealings())
                .encode());

    assertThat(gathering.held().outcomesOfHonest())
        .as("%s", seed)
        .hasSize(2)
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    CeremonyOutcome.Faulty.class,
                    faulty ->
                        assertThat(faulty.faults())
                            .hasSize(2)
                            .hasAtLeastOneElementOfType(Fault.WrongShare.class)
                            .hasAtLeastOneElementOfType(Fault.FalseComplaint.class)));
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 9})
  void complaintAboutItselfOrAStranger(long accused) {
    complains(() -> gathering.oneTimeKey(CULPRIT), Identifier.of(accused));
    assertBlamed(Fault.Malformed.class);
  }

  /** To the first what it should say, to the others something else that is as valid. */
  @ParameterizedTest
  @EnumSource(names = {"CEREMONY_HELLO", "CEREMONY_DEALING", "CEREMONY_ECHO"})
  void twoMessagesWhereThereCanBeOne(MessageKind kind) {
    gathering.with(
        4,
        (message, recipient) ->
            message.kind() == kind && !recipient.equals(Identifier.of(1))
                ? List.of(gathering.again(message, another(message)))
                : List.of(message));

    assertThat(gathering.held().outcomesOfHonest())
        .as("%s", seed)
        .hasSize(3)
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    CeremonyOutcome.Faulty.class,
                    faulty -> assertThat(faulty.culprits()).containsExactly(CULPRIT)));
  }

  private Bytes another(SignedMessage message) {
    return switch (message.kind()) {
      case CEREMONY_HELLO ->
          new Hello(OneTimeKey.generate(RANDOM).publicKey(), Bytes.copyOf(new byte[32])).encode();
      case CEREMONY_DEALING -> anotherDealing(message).encode();
      default ->
          new Echo(
                  Optional.of(new Complaint(gathering.oneTimeKey(CULPRIT), List.of(VICTIM))),
                  Echo.decode(gathering.terms, message.body()).dealings())
              .encode();
    };
  }

  /** Every share of it is right: only the comparison of what each one saw finds it. */
  private Dealing anotherDealing(SignedMessage message) {
    return Dealing.of(
        gathering.terms,
        CULPRIT,
        gathering.dealing(message).hellos(),
        SecretPolynomial.generate(3, 0, RANDOM),
        RANDOM);
  }

  @Test
  void certificationOfAnotherKey() {
    says(
        CEREMONY_CERTIFICATION,
        message -> {
          Certification right = Certification.decode(message.body());
          return new Certification(
                  right.termsHash(),
                  right.ceremonyId(),
                  right.transcriptHash(),
                  right.rosterHash(),
                  right.keyEpoch() + 1,
                  right.generation(),
                  right.publicKeys())
              .encode();
        });
    assertBlamed(Fault.WrongCertification.class);
  }

  @Test
  void malformedCertification() {
    says(CEREMONY_CERTIFICATION, _ -> Bytes.EMPTY);
    assertBlamed(Fault.WrongCertification.class);
  }

  /** Evidence proves what it says and nothing else, of nobody else. */
  @Test
  void faultsAreProvenByTheirEvidenceOnly() {
    Gathering honest = Gathering.forNewKey(3, 4, seed).held();
    List<SignedMessage> echoes = of(honest, CEREMONY_ECHO);
    List<SignedMessage> hellos = of(honest, CEREMONY_HELLO);
    List<SignedMessage> certifications = of(honest, CEREMONY_CERTIFICATION);
    Gathering other = Gathering.forNewKey(3, 4, seed).held();

    assertThat(
            Stream.of(
                new Fault.Equivocation(hellos.get(0), hellos.get(0)),
                new Fault.Equivocation(hellos.get(0), hellos.get(1)),
                new Fault.Equivocation(hellos.get(0), of(other, CEREMONY_HELLO).get(0)),
                new Fault.Equivocation(
                    hellos.get(0),
                    new SignedMessage(
                        CEREMONY_HELLO,
                        honest.terms.hash(),
                        hellos.get(0).sender(),
                        hellos.get(1).body(),
                        hellos.get(0).signature())),
                new Fault.Malformed(hellos.get(0), "it is ugly"),
                new Fault.Malformed(echoes.get(0), "it is ugly"),
                new Fault.WrongShare(echoes.get(0), VICTIM),
                new Fault.FalseComplaint(echoes.get(0), VICTIM),
                new Fault.WrongShare(hellos.get(0), VICTIM),
                new Fault.WrongCertification(echoes.get(0), certifications.get(0)),
                new Fault.WrongCertification(
                    echoes.get(0),
                    certifications.stream()
                        .filter(one -> one.sender().equals(echoes.get(0).sender()))
                        .findFirst()
                        .orElseThrow())))
        .noneMatch(fault -> fault.isProven(honest.terms));
    assertThat(new Fault.Malformed(hellos.get(0), "it is ugly").told())
        .contains("CEREMONY_HELLO", "it is ugly");
  }

  private static List<SignedMessage> of(Gathering gathering, MessageKind kind) {
    return gathering.said.stream().filter(message -> message.kind() == kind).toList();
  }
}
