package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.Refusal.refused;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_CERTIFICATION;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_DEALING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Each attack that a rule stops, against participants who have forgotten it (ADR 0006): there it
 * succeeds, or is stopped only by the last line behind. The same attacks against all rules are in
 * {@link FaultTest} and {@link RogueKeyTest}.
 */
class BrokenRulesTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Seed seed = Seed.next();

  private Gathering gathering(Function<CeremonyTerms, CeremonyRules> rules) {
    return Gathering.forNewKey(3, 4, seed, rules);
  }

  @Test
  void withoutTheShareCheckAWrongShareIsAddedUp() {
    Gathering gathering =
        gathering(terms ->
            new CeremonyRules(terms) {
              @Override
              boolean fits(Commitments commitments, Identifier recipient, SecretScalar share) {
                return true;
              }
            });
    gathering
        .inOrder()
        .forger(4)
        .says(CEREMONY_DEALING, message -> withSwappedShares(gathering, message));

    refused(INCONSISTENT, "secret share of", gathering::held);
  }

  /** A dealing whose commitments are another polynomial's than its shares. */
  private static Bytes withSwappedShares(Gathering gathering, SignedMessage message) {
    Dealing dealing = gathering.dealing(message);
    Dealing other =
        Dealing.of(
            gathering.terms,
            message.sender(),
            dealing.hellos(),
            SecretPolynomial.generate(3, 0, RANDOM),
            RANDOM);
    return new Dealing(
            message.sender(),
            dealing.hellos(),
            dealing.proof(),
            dealing.commitments(),
            other.shares())
        .encode();
  }

  @Test
  void withoutTheComparisonOfWhatEachSawThereAreSeveralKeys() {
    Gathering gathering =
        gathering(terms ->
            new CeremonyRules(terms) {
              @Override
              boolean contradict(SignedMessage one, SignedMessage other) {
                return false;
              }
            });
    gathering
        .inOrder()
        .with(
            4,
            (message, recipient) ->
                message.kind() == CEREMONY_DEALING && recipient.equals(Identifier.of(1))
                    ? List.of(another(gathering, message))
                    : List.of(message));

    refused(NOT_SIGNED, "CEREMONY_CERTIFICATION", gathering::held);
    assertThat(
            gathering.stored.values().stream().map(pending -> pending.key().groupKey()).distinct())
        .hasSize(2);
  }

  private static SignedMessage another(Gathering gathering, SignedMessage message) {
    Dealing other =
        Dealing.of(
            gathering.terms,
            message.sender(),
            gathering.dealing(message).hellos(),
            SecretPolynomial.generate(3, 0, RANDOM),
            RANDOM);
    return gathering.again(message, other.encode());
  }

  @Test
  void withoutTheCertificationCheckNobodyIsBlamedForAWrongOne() {
    Gathering gathering =
        gathering(terms ->
            new CeremonyRules(terms) {
              @Override
              boolean follows(Bytes certified, Derivation derivation) {
                return true;
              }
            });
    gathering.inOrder().forger(4).says(CEREMONY_CERTIFICATION, _ -> Bytes.fromHex("0x00"));

    refused(NOT_SIGNED, "CEREMONY_CERTIFICATION", gathering::held);
    assertThat(new ArrayList<>(gathering.outcomes.values()))
        .noneMatch(CeremonyOutcome.Faulty.class::isInstance);
  }
}
