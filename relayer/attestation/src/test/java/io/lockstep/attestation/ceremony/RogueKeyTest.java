package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.roster.MessageKind.CEREMONY_CERTIFICATION;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_DEALING;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_ECHO;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.FrostChallenge;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/**
 * Two of four attack: the last deals when it has seen all other dealings, and commits to a key of
 * its own less the others' terms. Two shares suffice it for two honest participants, and a
 * polynomial of degree two can be chosen through both without knowing its constant term. Only the
 * proof of possession stops it.
 */
class RogueKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Identifier LAST = Identifier.of(4);
  private static final BigInteger STOLEN = new BigInteger("1234567890123456789");

  private final TestRoster test = TestRoster.of(4, RANDOM);
  private final CeremonyTerms terms = CeremonyTerms.newKey(test.roster(), 3, 1, Gathering.fresh());
  private final Map<MessageKind, List<SignedMessage>> said = new TreeMap<>();
  private final List<CeremonyOutcome> outcomes = new ArrayList<>();
  private List<CeremonyParticipant> honest = List.of();

  private List<SignedMessage> said(MessageKind kind) {
    return said.computeIfAbsent(kind, _ -> new ArrayList<>());
  }

  private void follow(CeremonyParticipant one, List<CeremonyAction> actions) {
    for (CeremonyAction action : actions) {
      switch (action) {
        case CeremonyAction.Broadcast(SignedMessage message) -> {
          if (message.sender().equals(one.identifier())) {
            said(message.kind()).add(message);
          }
        }
        case CeremonyAction.Store _ -> follow(one, one.stored());
        case CeremonyAction.Conclude(CeremonyOutcome outcome) -> outcomes.add(outcome);
      }
    }
  }

  private void say(long sender, MessageKind kind, Bytes body) {
    Identifier identifier = Identifier.of(sender);
    said(kind)
        .add(SignedMessage.sign(test.signer(identifier), identifier, kind, terms.hash(), body));
  }

  private void deliver(MessageKind kind) {
    List<SignedMessage> messages = List.copyOf(said(kind));
    for (CeremonyParticipant one : honest) {
      messages.forEach(message -> follow(one, one.receive(message)));
    }
  }

  private List<SignedMessage> sorted(MessageKind kind) {
    return said(kind).stream()
        .sorted((one, other) -> one.sender().compareTo(other.sender()))
        .toList();
  }

  /** To participants who follow these rules. */
  private void attack(Function<CeremonyTerms, CeremonyRules> rules) {
    honest =
        LongStream.of(1, 2)
            .mapToObj(i ->
                new CeremonyParticipant(
                    terms,
                    test.signer(Identifier.of(i)),
                    Optional.empty(),
                    Gathering.ports(RANDOM),
                    rules.apply(terms)))
            .toList();
    honest.forEach(one -> follow(one, one.begin(Instant.EPOCH)));
    LongStream.of(3, 4)
        .forEach(i ->
            say(
                i,
                CEREMONY_HELLO,
                new Hello(OneTimeKey.generate(RANDOM).publicKey(), Bytes.copyOf(new byte[32]))
                    .encode()));
    List<SignedMessage> hellos = sorted(CEREMONY_HELLO);
    deliver(CEREMONY_HELLO);
    say(
        3,
        CEREMONY_DEALING,
        Dealing.of(terms, Identifier.of(3), hellos, SecretPolynomial.generate(3, 0, RANDOM), RANDOM)
            .encode());
    say(4, CEREMONY_DEALING, rogue(hellos).encode());
    deliver(CEREMONY_DEALING);
    Bytes echo = new Echo(Optional.empty(), sorted(CEREMONY_DEALING)).encode();
    LongStream.of(3, 4).forEach(i -> say(i, CEREMONY_ECHO, echo));
    deliver(CEREMONY_ECHO);
    if (!said(CEREMONY_CERTIFICATION).isEmpty()) {
      Bytes certified = said(CEREMONY_CERTIFICATION).getFirst().body();
      LongStream.of(3, 4).forEach(i -> say(i, CEREMONY_CERTIFICATION, certified));
      deliver(CEREMONY_CERTIFICATION);
    }
    honest.forEach(one -> follow(one, one.tick(Instant.EPOCH.plusSeconds(60))));
  }

  private Dealing rogue(List<SignedMessage> hellos) {
    SecretPolynomial own = SecretPolynomial.generate(3, 0, RANDOM);
    Dealing honestLooking = Dealing.of(terms, LAST, hellos, own, RANDOM);
    ECPoint constant = Points.GENERATOR.multiply(STOLEN);
    for (SignedMessage dealing : said(CEREMONY_DEALING)) {
      constant =
          constant.subtract(
              Points.element(
                  Dealing.decode(terms, dealing.sender(), dealing.body())
                      .commitments()
                      .constant()));
    }
    // C_1 + C_2 = A and 2·C_1 + 4·C_2 = B, so that the shares of 1 and 2 fit.
    ECPoint a = valueOf(own, 1).subtract(constant);
    ECPoint b = valueOf(own, 2).subtract(constant);
    BigInteger half = BigInteger.TWO.modInverse(Secp256k1.ORDER);
    ECPoint square = b.subtract(a.twice()).multiply(half);
    Commitments commitments =
        new Commitments(
            List.of(Points.named(constant), Points.named(a.subtract(square)), Points.named(square)),
            0);
    return new Dealing(LAST, hellos, honestLooking.proof(), commitments, honestLooking.shares());
  }

  private static ECPoint valueOf(SecretPolynomial polynomial, long place) {
    SecretScalar share = polynomial.at(Identifier.of(place));
    return Points.GENERATOR.multiply(new BigInteger(1, share.reveal()));
  }

  /** And with it the accomplice, who repeats the dealing instead of accusing. */
  @Test
  void whoCannotProveItsConstantTermIsBlamed() {
    attack(CeremonyRules::new);

    assertThat(outcomes)
        .hasSize(2)
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    CeremonyOutcome.Faulty.class,
                    faulty ->
                        assertThat(faulty.culprits()).containsExactly(Identifier.of(3), LAST)));
  }

  @Test
  void withoutTheProofTwoOfFourHaveAWholeKeyCertified() {
    attack(terms ->
        new CeremonyRules(terms) {
          @Override
          void requirePossession(Dealing dealing, ProofOfPossession proof) {}
        });

    assertThat(outcomes)
        .hasSize(2)
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    CeremonyOutcome.Certified.class,
                    certified -> assertThat(forged(certified.key().groupKey())).isTrue()));
  }

  /** One of them alone signs for the quorum. */
  private static boolean forged(GroupKey key) {
    BigInteger nonce = new BigInteger(255, RANDOM);
    CurvePoint r = Secp256k1.generatorTimes(nonce);
    BigInteger c = FrostChallenge.of(key, r, Signing.MESSAGE);
    BigInteger z = nonce.add(c.multiply(STOLEN)).mod(Secp256k1.ORDER);
    return FrostVerifier.verify(key, Signing.MESSAGE, FrostSignature.of(r, z));
  }
}
