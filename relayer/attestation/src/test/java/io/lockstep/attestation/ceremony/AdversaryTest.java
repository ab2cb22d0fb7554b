package io.lockstep.attestation.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.Mutation;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Up to three of four misbehave at random, together or each for itself, in ceremonies without end.
 *
 * <p>What cannot be promised, whatever the rules: that all honest participants end alike. Somebody
 * can send its last message to one of them only, and then one holds a certificate and the other
 * waits for it; the certificate of the one then completes the share that the other has stored.
 */
class AdversaryTest {
  private static final SecureRandom SECURE = new SecureRandom();
  private static final int CEREMONIES = 120;
  private static final int CEREMONIES_MAX = 20 * CEREMONIES;
  private static final List<String> ENDS = List.of("Certified", "Faulty", "Stalled");

  private final Seed seed = Seed.next();
  private final Random random = seed.random();
  private final Map<String, Integer> ends = new HashMap<>();

  /** What may happen to a message between two honest participants. */
  private enum Network {
    RELIABLE,
    LOSSY
  }

  private final class Villain implements Gathering.Mischief {
    private final Gathering gathering;
    private final int wickedness = 1 + random.nextInt(60);
    private final Map<SignedMessage, SignedMessage> forgedForAll = new HashMap<>();

    private Villain(Gathering gathering) {
      this.gathering = gathering;
    }

    @Override
    public List<SignedMessage> said(SignedMessage message, Identifier recipient) {
      if (random.nextInt(100) >= wickedness || !gathering.isMischievous(message.sender())) {
        return List.of(message);
      }
      try {
        return wickedly(message, recipient);
      } catch (AttestationException alreadySpoilt) {
        return List.of(message);
      }
    }

    private List<SignedMessage> wickedly(SignedMessage message, Identifier recipient) {
      return switch (random.nextInt(9)) {
        case 0 -> List.of();
        case 1 -> List.of(message, message);
        case 2 -> List.of(forged(message));
        case 3 -> List.of(message, forged(message));
        case 4 -> List.of(forgedForAll.computeIfAbsent(message, this::forged));
        case 5 -> List.of(another(message));
        case 6 -> List.of(withSwappedShares(message));
        case 7 -> List.of(complaining(message));
        default -> List.of(posing(message, recipient), message);
      };
    }

    /** Somebody else's name under a signature of its own: refused, and nobody's fault. */
    private SignedMessage posing(SignedMessage message, Identifier victim) {
      return new SignedMessage(
          message.kind(), message.scope(), victim, message.body(), message.signature());
    }

    private SignedMessage forged(SignedMessage message) {
      return gathering.again(message, Bytes.copyOf(Mutation.of(message.body().toArray(), random)));
    }

    /** As valid as the right one. */
    private SignedMessage another(SignedMessage message) {
      return switch (message.kind()) {
        case CEREMONY_HELLO ->
            gathering.again(
                message,
                new Hello(OneTimeKey.generate(SECURE).publicKey(), Bytes.copyOf(new byte[32]))
                    .encode());
        case CEREMONY_DEALING -> gathering.again(message, dealtAnew(message).encode());
        default -> forged(message);
      };
    }

    private Dealing dealtAnew(SignedMessage message) {
      return Dealing.of(
          gathering.terms,
          message.sender(),
          gathering.dealing(message).hellos(),
          SecretPolynomial.generate(3, 0, SECURE),
          SECURE);
    }

    private SignedMessage withSwappedShares(SignedMessage message) {
      if (message.kind() != MessageKind.CEREMONY_DEALING) {
        return message;
      }
      Dealing dealing = gathering.dealing(message);
      List<SealedShare> shares = new ArrayList<>(dealing.shares());
      Collections.shuffle(shares, random);
      return gathering.again(
          message,
          new Dealing(
                  dealing.dealer(),
                  dealing.hellos(),
                  dealing.proof(),
                  dealing.commitments(),
                  shares)
              .encode());
    }

    private SignedMessage complaining(SignedMessage message) {
      if (message.kind() != MessageKind.CEREMONY_ECHO) {
        return message;
      }
      OneTimeKey key =
          random.nextBoolean()
              ? gathering.oneTimeKey(message.sender())
              : OneTimeKey.generate(SECURE);
      Identifier accused = Identifier.of(1 + random.nextInt(4));
      return gathering.again(
          message,
          new Echo(
                  Optional.of(new Complaint(key, List.of(accused))),
                  Echo.decode(gathering.terms, message.body()).dealings())
              .encode());
    }
  }

  @Test
  void nobodyHonestIsBlamedAndThereIsOneKeyAtMost() {
    for (int i = 0; i < CEREMONIES || isShortOfAnEnd(i); i++) {
      Gathering gathering = held(random.nextInt(4), Network.LOSSY);
      assertOnlyVillainsAreConvicted(gathering);
      assertOneKeyAtMost(gathering);
    }
    assertThat(ends.keySet()).as("%s: %s", seed, ends).containsAll(ENDS);
  }

  @Test
  void ifMessagesArriveAllConvictTheSame() {
    for (int i = 0; i < CEREMONIES || isShortOfAnEnd(i); i++) {
      Gathering gathering = held(random.nextInt(4), Network.RELIABLE);
      assertOnlyVillainsAreConvicted(gathering);
      assertOneKeyAtMost(gathering);
      assertSameCulprits(gathering);
    }
    assertThat(ends.keySet()).as("%s: %s", seed, ends).containsAll(ENDS);
  }

  /** Some ends are rare; a run that has not seen all of them goes on for a while. */
  private boolean isShortOfAnEnd(int heldSoFar) {
    return heldSoFar < CEREMONIES_MAX && !ends.keySet().containsAll(ENDS);
  }

  private Gathering held(int villains, Network network) {
    Gathering gathering = Gathering.forNewKey(3, 4, new Seed(random.nextLong()));
    for (int i = 0; i < villains; i++) {
      gathering.with(1 + random.nextInt(4), new Villain(gathering));
    }
    if (network == Network.LOSSY) {
      int lossPerMille = random.nextInt(40);
      gathering.losing(() -> random.nextInt(1000) < lossPerMille);
    }
    gathering.held();
    gathering
        .outcomesOfHonest()
        .forEach(outcome -> ends.merge(outcome.getClass().getSimpleName(), 1, Integer::sum));
    return gathering;
  }

  private static List<CeremonyOutcome.Faulty> faulty(Gathering gathering) {
    return gathering.outcomesOfHonest().stream()
        .filter(CeremonyOutcome.Faulty.class::isInstance)
        .map(CeremonyOutcome.Faulty.class::cast)
        .toList();
  }

  private void assertOnlyVillainsAreConvicted(Gathering gathering) {
    for (CeremonyOutcome.Faulty faulty : faulty(gathering)) {
      assertThat(faulty.culprits())
          .as("%s: %s", seed, faulty)
          .isNotEmpty()
          .allMatch(gathering::isMischievous);
      assertThat(faulty.faults())
          .as("%s: %s", seed, faulty)
          .allMatch(fault -> fault.isProven(gathering.terms));
    }
  }

  /** And whoever has stored a share of it can complete it with any other's certificate. */
  private void assertOneKeyAtMost(Gathering gathering) {
    List<CertifiedKey> keys =
        gathering.keys().stream().filter(key -> gathering.isHonest(key.identifier())).toList();
    assertThat(keys.stream().map(key -> key.certificate().certification()).distinct().toList())
        .as("%s", seed)
        .hasSizeLessThanOrEqualTo(1);
    keys.stream()
        .findFirst()
        .ifPresent(key ->
            assertThat(gathering.stored)
                .as("%s", seed)
                .allSatisfy((holder, pending) ->
                    assertThat(pending.certified(key.certificate(), gathering.terms.roster()))
                        .extracting(CertifiedKey::identifier)
                        .isEqualTo(holder)));
  }

  /**
   * All who convict at all convict the same; and if one of them had not certified before, nobody
   * has a key.
   */
  private void assertSameCulprits(Gathering gathering) {
    Set<List<Identifier>> verdicts =
        faulty(gathering).stream()
            .map(CeremonyOutcome.Faulty::culprits)
            .collect(Collectors.toSet());
    assertThat(verdicts).as("%s", seed).hasSizeLessThanOrEqualTo(1);

    Set<Identifier> honest = new TreeSet<>(gathering.terms.roster().identifiers());
    honest.removeIf(gathering::isMischievous);
    boolean allCertify =
        gathering.said.stream()
            .filter(message -> message.kind() == MessageKind.CEREMONY_CERTIFICATION)
            .map(SignedMessage::sender)
            .collect(Collectors.toSet())
            .containsAll(honest);
    if (!allCertify) {
      assertThat(gathering.outcomesOfHonest())
          .as("%s", seed)
          .noneMatch(CeremonyOutcome.Certified.class::isInstance);
      if (!verdicts.isEmpty()) {
        assertThat(gathering.outcomesOfHonest())
            .as("%s", seed)
            .allMatch(CeremonyOutcome.Faulty.class::isInstance);
      }
    }
  }
}
