package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A ceremony with all its participants in one process, for demos, benchmarks and simulators. The
 * process sees every share, so a key of it is only as safe as that process.
 *
 * @param signers the identities of all, in the order of the roster
 */
public record LocalCeremony(Roster roster, List<IdentitySigner> signers, SecureRandom random) {
  private static final CeremonyLimits NEVER_REACHED = CeremonyLimits.each(Duration.ofDays(1));

  public LocalCeremony {
    signers = List.copyOf(signers);
    List<?> identities = signers.stream().map(IdentitySigner::key).toList();
    List<?> expected = roster.members().stream().map(RosterMember::identity).toList();
    if (!identities.equals(expected)) {
      throw new AttestationException(INCONSISTENT, "identities", identities, expected);
    }
  }

  /** Attesters 1 to n, whom nobody can reach. */
  public static LocalCeremony among(int count, SecureRandom random) {
    return among(IntStream.rangeClosed(1, count).mapToObj(i -> "local:" + i).toList(), random);
  }

  /** Attesters from 1, one at each address. */
  public static LocalCeremony among(List<String> addresses, SecureRandom random) {
    List<IdentitySigner> signers =
        addresses.stream().map(_ -> IdentitySigner.generate(random)).toList();
    List<RosterMember> members =
        IntStream.range(0, addresses.size())
            .mapToObj(
                i -> new RosterMember(Identifier.of(i + 1), signers.get(i).key(), addresses.get(i)))
            .toList();
    return new LocalCeremony(new Roster(members), signers, random);
  }

  /** The shares of a new key, in the order of the roster. */
  public List<CertifiedKey> newKey(int threshold, long keyEpoch) {
    CeremonyTerms terms = CeremonyTerms.newKey(roster, threshold, keyEpoch, session());
    return held(
        signers.stream()
            .map(signer -> CeremonyParticipant.inNewKey(terms, signer, ports()))
            .toList());
  }

  /**
   * New shares of a key.
   *
   * @param previous all shares of it, in the order of the roster
   */
  public List<CertifiedKey> refresh(List<CertifiedKey> previous) {
    CeremonyTerms terms =
        CeremonyTerms.refresh(roster, previous.getFirst().certificate(), session());
    return held(
        IntStream.range(0, signers.size())
            .mapToObj(
                i -> CeremonyParticipant.inRefresh(terms, previous.get(i), signers.get(i), ports()))
            .toList());
  }

  private Hash32 session() {
    byte[] session = new byte[Hash32.LENGTH];
    random.nextBytes(session);
    return Hash32.of(session);
  }

  private CeremonyPorts ports() {
    return new CeremonyPorts(_ -> {}, random, NEVER_REACHED);
  }

  private static List<CertifiedKey> held(List<CeremonyParticipant> participants) {
    Delivery delivery = new Delivery(participants, new ArrayDeque<>(), new ArrayList<>());
    participants.forEach(one -> delivery.follow(one, one.begin(Instant.EPOCH)));
    return delivery.finished();
  }

  /** Messages in the order in which they were sent, each to all. */
  private record Delivery(
      List<CeremonyParticipant> participants,
      Deque<SignedMessage> underWay,
      List<CertifiedKey> keys) {
    List<CertifiedKey> finished() {
      while (!underWay.isEmpty()) {
        SignedMessage message = underWay.remove();
        toEach(participant -> participant.receive(message));
      }
      keys.sort((one, other) -> one.identifier().compareTo(other.identifier()));
      return List.copyOf(keys);
    }

    private void toEach(Function<CeremonyParticipant, List<CeremonyAction>> event) {
      participants.forEach(participant -> follow(participant, event.apply(participant)));
    }

    private void follow(CeremonyParticipant participant, List<CeremonyAction> actions) {
      for (CeremonyAction action : actions) {
        switch (action) {
          case CeremonyAction.Broadcast(SignedMessage message) -> underWay.add(message);
          case CeremonyAction.Store _ -> follow(participant, participant.stored());
          case CeremonyAction.Conclude(CeremonyOutcome.Certified(CertifiedKey key)) ->
              keys.add(key);
          case CeremonyAction.Conclude(CeremonyOutcome other) ->
              throw new IllegalStateException(
                  "A ceremony among honest participants ended with " + other + ".");
        }
      }
    }
  }
}
