package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.signing.Fault.Lie;
import io.lockstep.app.prove.simulation.DrawnRandom;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.CommitmentOffer;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.RefusalReason;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes of what a pool says what a faulty signer sends. */
final class Liar {
  private static final List<Lie> LIES = List.of(Lie.values());
  private static final int KEPT_MAX = 8;
  private static final int FLOOD = 6;

  private final KeyPackage share;
  private final IdentitySigner identity;
  private final Optional<Lie> habit;
  private final DrawnRandom random;
  private final Findings findings;
  private final List<SignedMessage> said = new ArrayList<>();

  /** Half of them always do the same, which is what a plan looks like. */
  Liar(KeyPackage share, IdentitySigner identity, Random random, Findings findings) {
    this.share = share;
    this.identity = identity;
    this.random = new DrawnRandom(random);
    this.findings = findings;
    this.habit = random.nextBoolean() ? Optional.of(drawn(LIES, random)) : Optional.empty();
  }

  private static <T> T drawn(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  List<Utterance> falsified(SignedMessage honest, CoordinatorId coordinator) {
    Lie lie = habit.orElseGet(() -> drawn(LIES, random));
    List<Utterance> sent =
        switch (lie) {
          case SILENT -> List.of();
          case SLOW -> List.of(new Utterance(honest, Duration.ofMillis(random.nextInt(20_000))));
          case FLIPPED_BYTE -> flipped(honest);
          case WRONG_SIGNATURE -> List.of(Utterance.of(wronglySigned(honest)));
          case FORGED_IDENTITY -> List.of(Utterance.of(from(other(), honest)));
          case FOREIGN_IDENTIFIER -> List.of(Utterance.of(from(Identifier.of(999), honest)));
          case REPLAYED_COMMITMENTS -> replayed(honest);
          case FLOOD_OF_COMMITMENTS -> flood(honest, coordinator);
          case WRONG_SHARE, SHARE_OF_ANOTHER_SESSION, MALFORMED_ANSWER, FALSE_REFUSAL ->
              answer(lie, honest);
        };
    if (!sent.equals(List.of(Utterance.of(honest)))) {
      findings.add(lie);
    }
    keep(honest);
    return sent;
  }

  private void keep(SignedMessage honest) {
    said.add(honest);
    if (said.size() > KEPT_MAX) {
      said.removeFirst();
    }
  }

  private List<Utterance> answer(Lie lie, SignedMessage honest) {
    if (honest.kind() != MessageKind.SIGNING_ANSWER) {
      return List.of(Utterance.of(honest));
    }
    return switch (Answer.decode(honest.sender(), honest.body())) {
      case Answer.Refused _ -> List.of(Utterance.of(honest));
      case Answer.Share share -> List.of(Utterance.of(signed(honest, instead(lie, share))));
    };
  }

  private Bytes instead(Lie lie, Answer.Share share) {
    BigInteger z = share.share().z();
    if (lie == Lie.MALFORMED_ANSWER) {
      Bytes right = share.encode();
      return right.slice(0, random.nextInt(33));
    }
    if (lie == Lie.FALSE_REFUSAL) {
      return new Answer.Refused(RefusalReason.UNKNOWN_COMMITMENT, share.fresh()).encode();
    }
    BigInteger wrong =
        lie == Lie.SHARE_OF_ANOTHER_SESSION
            ? anotherShare().filter(before -> !before.equals(z)).orElse(z)
            : z.add(BigInteger.ONE);
    return new Answer.Share(
            new SignatureShare(share.share().identifier(), wrong.mod(Secp256k1.ORDER)),
            share.ledgerHeight(),
            share.fresh())
        .encode();
  }

  private Optional<BigInteger> anotherShare() {
    return said.stream()
        .filter(message -> message.kind() == MessageKind.SIGNING_ANSWER)
        .map(message -> Answer.decode(message.sender(), message.body()))
        .flatMap(given ->
            given instanceof Answer.Share share ? Stream.of(share.share().z()) : Stream.of())
        .findFirst();
  }

  /** On the way: what does not decode does not arrive, what does has another signature. */
  private List<Utterance> flipped(SignedMessage honest) {
    byte[] bytes = honest.encode().toArray();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    try {
      return List.of(Utterance.of(SignedMessage.decode(Bytes.copyOf(bytes))));
    } catch (AttestationException e) {
      return List.of();
    }
  }

  private static SignedMessage wronglySigned(SignedMessage honest) {
    byte[] signature = honest.signature().toArray();
    signature[0] ^= 1;
    return new SignedMessage(
        honest.kind(), honest.scope(), honest.sender(), honest.body(), Bytes.copyOf(signature));
  }

  /** What it says, in another's name: the body is read as the other's. */
  private SignedMessage from(Identifier sender, SignedMessage honest) {
    return SignedMessage.sign(identity, sender, honest.kind(), honest.scope(), honest.body());
  }

  private Identifier other() {
    List<Identifier> others =
        share.publicKeys().roster().stream()
            .map(member -> member.identifier())
            .filter(identifier -> !identifier.equals(share.identifier()))
            .toList();
    return drawn(others, random);
  }

  /** All that it has said lately, once more, behind what it says now. */
  private List<Utterance> replayed(SignedMessage honest) {
    return Stream.concat(Stream.of(honest), said.stream()).map(Utterance::of).toList();
  }

  private List<Utterance> flood(SignedMessage honest, CoordinatorId coordinator) {
    Hash32 scope =
        said.stream()
            .filter(message -> message.kind() == MessageKind.SIGNING_COMMITMENTS)
            .map(SignedMessage::scope)
            .findFirst()
            .orElse(honest.scope());
    List<Utterance> flood = new ArrayList<>(List.of(Utterance.of(honest)));
    IntStream.range(0, FLOOD).forEach(_ -> flood.add(Utterance.of(noise(scope, coordinator))));
    return flood;
  }

  private SignedMessage noise(Hash32 scope, CoordinatorId coordinator) {
    SigningNonces nonces = SigningNonces.generate(share, random);
    Allotment allotment = new Allotment(share.identifier(), List.of(nonces.commitment()));
    return SignedMessage.sign(
        identity,
        share.identifier(),
        MessageKind.SIGNING_COMMITMENTS,
        scope,
        new CommitmentOffer(coordinator, allotment).encode());
  }

  private SignedMessage signed(SignedMessage honest, Bytes body) {
    return SignedMessage.sign(identity, honest.sender(), honest.kind(), honest.scope(), body);
  }
}
