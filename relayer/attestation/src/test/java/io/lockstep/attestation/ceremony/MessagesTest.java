package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that come early, late, twice, from nowhere or not at all. */
class MessagesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final Seed seed = Seed.next();
  private final TestRoster test = TestRoster.of(4, RANDOM);
  private final CeremonyTerms terms = CeremonyTerms.newKey(test.roster(), 3, 1, Gathering.fresh());
  private final CeremonyParticipant first =
      CeremonyParticipant.inNewKey(terms, test.signers().getFirst(), Gathering.ports(RANDOM));

  private static Bytes hello() {
    return new Hello(OneTimeKey.generate(RANDOM).publicKey(), Bytes.copyOf(new byte[32])).encode();
  }

  private SignedMessage hello(long sender, Hash32 scope) {
    Identifier identifier = Identifier.of(sender);
    return SignedMessage.sign(
        test.signer(identifier), identifier, MessageKind.CEREMONY_HELLO, scope, hello());
  }

  @Test
  void messagesOfAnotherCeremonyAreRefused() {
    first.begin(START);
    Stream.of(
            CeremonyTerms.newKey(test.roster(), 3, 1, Gathering.fresh()),
            CeremonyTerms.newKey(test.roster(), 3, 2, terms.sessionId()),
            CeremonyTerms.newKey(test.roster(), 4, 1, terms.sessionId()),
            CeremonyTerms.newKey(TestRoster.of(4, RANDOM).roster(), 3, 1, terms.sessionId()))
        .map(CeremonyTerms::hash)
        .forEach(scope ->
            refused(FOREIGN, "scope of CEREMONY_HELLO of 2", () -> first.receive(hello(2, scope))));
    assertNothingHasHappened();
  }

  @Test
  void strangersAndForgedNamesAreRefusedAndNobodyIsBlamed() {
    first.begin(START);
    IdentitySigner stranger = IdentitySigner.generate(RANDOM);
    SignedMessage posing =
        SignedMessage.sign(
            stranger, Identifier.of(2), MessageKind.CEREMONY_HELLO, terms.hash(), hello());
    SignedMessage unknown =
        SignedMessage.sign(
            stranger, Identifier.of(5), MessageKind.CEREMONY_HELLO, terms.hash(), hello());
    SignedMessage genuine = hello(2, terms.hash());
    SignedMessage damaged =
        new SignedMessage(
            genuine.kind(), genuine.scope(), genuine.sender(), hello(), genuine.signature());

    refused(NOT_SIGNED, "another signature", () -> first.receive(posing));
    refused(FOREIGN, "identifier", () -> first.receive(unknown));
    refused(NOT_SIGNED, "another signature", () -> first.receive(damaged));
    assertThat(first.receive(genuine)).isEmpty();
    refused(NOT_SIGNED, "another signature", () -> first.receive(damaged));
    assertThat(first.tick(START.plusSeconds(10)))
        .containsExactly(stalled(CeremonyStep.HELLO, 3, 4));
  }

  private void assertNothingHasHappened() {
    assertThat(first.tick(START.plusSeconds(10)))
        .containsExactly(stalled(CeremonyStep.HELLO, 2, 3, 4));
  }

  private static CeremonyAction stalled(CeremonyStep step, long... missing) {
    return new CeremonyAction.Conclude(
        new CeremonyOutcome.Stalled(
            step, Arrays.stream(missing).mapToObj(Identifier::of).toList()));
  }

  @Test
  void kindsOfOtherProtocolsAreMalformedHere() {
    first.begin(START);
    Identifier second = Identifier.of(2);
    SignedMessage other =
        SignedMessage.sign(
            test.signer(second), second, MessageKind.SIGNING_ANSWER, terms.hash(), Bytes.EMPTY);

    assertThat(first.receive(other)).containsExactly(new CeremonyAction.Broadcast(other));
    assertThat(new Fault.Malformed(other, "in other words").isProven(terms)).isTrue();
  }

  @Test
  void timeRunsOutAtTheDeadlineAndNotBefore() {
    first.begin(START);

    assertThat(first.tick(START.plusMillis(9_999))).isEmpty();
    assertThat(first.tick(START.plusSeconds(10)))
        .containsExactly(stalled(CeremonyStep.HELLO, 2, 3, 4));
    assertThat(first.tick(Instant.MAX)).isEmpty();
    assertThat(first.receive(hello(2, terms.hash()))).as("too late").isEmpty();
  }

  /** Nobody is blamed for silence, and everybody says who is missing. */
  @ParameterizedTest
  @EnumSource(CeremonyStep.class)
  void whoIsSilentIsMissingAndNotBlamed(CeremonyStep step) {
    Gathering gathering = Gathering.forNewKey(3, 4, seed);
    gathering
        .with(
            4,
            (message, _) ->
                message.kind().compareTo(step.kind()) >= 0 ? List.of() : List.of(message))
        .held();

    assertThat(gathering.outcomesOfHonest())
        .as("%s", seed)
        .hasSize(3)
        .containsOnly(new CeremonyOutcome.Stalled(step, List.of(Identifier.of(4))));
  }

  /** What only one has heard, all hear from it. */
  @ParameterizedTest
  @EnumSource(names = {"HELLO", "DEALING"})
  void whatOneHasHeardTheOthersHearFromIt(CeremonyStep step) {
    Gathering gathering = Gathering.forNewKey(3, 4, seed);
    gathering
        .with(
            4,
            (message, recipient) ->
                message.kind() == step.kind() && !recipient.equals(Identifier.of(1))
                    ? List.of()
                    : List.of(message))
        .held();

    assertThat(gathering.keys()).as("%s", seed).hasSize(4);
  }

  /** All of a ceremony, backwards and twice, to somebody who has only said hello. */
  @Test
  void orderAndRepetitionDoNotMatter() {
    Gathering gathering = Gathering.forNewKey(3, 4, seed);
    gathering
        .with(4, (message, _) -> Collections.nCopies(1 + seed.random().nextInt(3), message))
        .held();

    assertThat(gathering.keys()).as("%s", seed).hasSize(4);
    for (CertifiedKey key : gathering.keys()) {
      assertThat(key.certificate().signatures()).hasSize(4);
    }
  }

  /** Early ones are kept, one of each sender and kind, and count when their time comes. */
  @Test
  void certificationsThatComeBeforeTheDealingsCount() {
    Gathering gathering = Gathering.forNewKey(3, 4, seed).held();
    Testimony testimony = new Testimony(gathering.terms, new CeremonyRules(gathering.terms));
    List<SignedMessage> backwards = new ArrayList<>(gathering.said);
    backwards.sort((one, other) -> other.kind().compareTo(one.kind()));
    backwards.forEach(testimony::add);
    backwards.forEach(testimony::add);

    assertThat(testimony.faults()).isEmpty();
    assertThat(testimony.derived())
        .isEqualTo(
            new Derivation.Derived(gathering.keys().getFirst().certificate().certification()));
    for (CeremonyStep step : CeremonyStep.values()) {
      assertThat(testimony.missing(step.kind())).isEmpty();
      assertThat(testimony.messages(step.kind())).hasSize(4);
    }
  }
}
