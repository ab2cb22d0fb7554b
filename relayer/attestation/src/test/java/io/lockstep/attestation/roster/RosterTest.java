package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;
import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_ORDER;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.testkit.DecoderFuzz;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
  private static final Hash32 SCOPE = Hash32.fromHex("0x" + "5c".repeat(32));
  private static final Bytes BODY = Bytes.fromHex("0x0102");
  private static final TestRoster TEST = TestRoster.of(3, new SecureRandom());

  private final Roster roster = TEST.roster();
  private final RosterMember first = roster.members().get(0);
  private final RosterMember second = roster.members().get(1);
  private final SignedMessage message = signed(1, MessageKind.CEREMONY_HELLO);

  private static SignedMessage signed(long sender, MessageKind kind) {
    Identifier identifier = Identifier.of(sender);
    return SignedMessage.sign(TEST.signer(identifier), identifier, kind, SCOPE, BODY);
  }

  @Test
  void whatAMemberSaysIsItsOwn() {
    assertThat(message.requireSigned(roster)).isEqualTo(message);
  }

  @Test
  void nothingOfASignedMessageCanBeChanged() {
    Bytes other = Bytes.fromHex("0x0103");
    Hash32 otherScope = Hash32.ZERO;
    Stream.of(
            new SignedMessage(
                MessageKind.CEREMONY_ECHO, SCOPE, first.identifier(), BODY, message.signature()),
            new SignedMessage(
                message.kind(), otherScope, first.identifier(), BODY, message.signature()),
            new SignedMessage(
                message.kind(), SCOPE, second.identifier(), BODY, message.signature()),
            new SignedMessage(
                message.kind(), SCOPE, first.identifier(), other, message.signature()))
        .forEach(changed ->
            refused(NOT_SIGNED, "another signature", () -> changed.requireSigned(roster)));
  }

  @Test
  void strangersSayNothing() {
    IdentitySigner stranger = IdentitySigner.generate(new SecureRandom());
    SignedMessage foreign =
        SignedMessage.sign(stranger, Identifier.of(4), message.kind(), SCOPE, BODY);
    SignedMessage posing =
        SignedMessage.sign(stranger, Identifier.of(1), message.kind(), SCOPE, BODY);

    refused(FOREIGN, "identifier", () -> foreign.requireSigned(roster));
    refused(NOT_SIGNED, "another signature", () -> posing.requireSigned(roster));
  }

  @Test
  void membersRiseAndHaveIdentitiesOfTheirOwn() {
    RosterMember posing = new RosterMember(second.identifier(), first.identity(), "b:1");

    refused(OUT_OF_ORDER, "identifier", () -> new Roster(List.of(second, first)));
    refused(OUT_OF_ORDER, "identifier", () -> new Roster(List.of(first, first)));
    refused(INCONSISTENT, "1 identity keys", () -> new Roster(List.of(first, posing)));
    refused(OUT_OF_RANGE, "count of attesters", () -> new Roster(List.of(first)));
  }

  @Test
  void everyFieldOfAMemberChangesTheHash() {
    Roster pair = new Roster(List.of(first, second));

    assertThat(
            Stream.of(
                    pair,
                    roster,
                    new Roster(List.of(first, moved(second, "elsewhere:1"))),
                    new Roster(List.of(first, roster.members().get(2))),
                    new Roster(
                        List.of(
                            first,
                            new RosterMember(
                                Identifier.of(9), second.identity(), second.address()))))
                .map(Roster::hash))
        .doesNotHaveDuplicates();
  }

  private static RosterMember moved(RosterMember member, String address) {
    return new RosterMember(member.identifier(), member.identity(), address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "tab\t", "\u00e9", "new\nline"})
  void addressesArePrintable(String address) {
    refused(OUT_OF_RANGE, "address", () -> moved(first, address));
  }

  /** Points of small order, a point with a component of small order, and what is no point. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void identityKeysAreOfThePrimeOrderGroup(String key) {
    refused(NOT_A_POINT, "identity key", () -> new IdentityKey(Bytes.fromHex("0x" + key)));
  }

  @Test
  void secretIdentitiesHaveNoText() {
    IdentitySigner signer = TEST.signers().get(0);

    assertThat(signer.toString())
        .contains(signer.key().toString())
        .doesNotContain(HexFormat.of().formatHex(signer.reveal()));
    assertThat(IdentitySigner.decode(signer.reveal()).key()).isEqualTo(signer.key());
    refused(WRONG_LENGTH, "31 bytes", () -> IdentitySigner.decode(new byte[31]));
  }

  static Stream<DecoderFuzz> decoders() {
    List<byte[]> messages =
        Stream.of(MessageKind.values()).map(k -> signed(1, k).encode().toArray()).toList();
    return Stream.of(
        new DecoderFuzz(
            "roster",
            List.of(TEST.roster().encode().toArray()),
            bytes -> Roster.decode(Bytes.copyOf(bytes)).encode().toArray(),
            AttestationException.class),
        new DecoderFuzz(
            "signed message",
            messages,
            bytes -> SignedMessage.decode(Bytes.copyOf(bytes)).encode().toArray(),
            AttestationException.class));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void decodersReadExactlyOrRefuse(DecoderFuzz decoder) {
    decoder.readNoise(2_000);
    decoder.readNoiseOfTheRightLength(2_000);
    decoder.readDamaged(2_000);
  }
}
