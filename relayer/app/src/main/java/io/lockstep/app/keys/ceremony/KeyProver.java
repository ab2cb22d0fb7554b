package io.lockstep.app.keys.ceremony;

import io.lockstep.app.transport.Callers;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.UsedCommitments;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.KeyEpoch;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Signs that the new key exists, for the gateways that this attester was told itself, and nothing
 * else. Safe for several threads.
 */
final class KeyProver {
  private final QuorumKey key;
  private final SignerPool pool;
  private final Set<Hash32> approved = new HashSet<>();

  /** With fresh nonces. As many of the roster as a pool allows may ask it for signatures. */
  KeyProver(
      CertifiedKey share,
      Roster roster,
      IdentitySigner identity,
      List<InteroperableAddress> gateways,
      SecureRandom random) {
    this.key = new QuorumKey(roster, share.keyEpoch(), share.key().publicKeys());
    this.pool = new SignerPool(key, share.key(), identity, coordinators(roster), used(), random);
    gateways.forEach(gateway -> approved.add(digest(share, gateway)));
  }

  static Hash32 digest(CertifiedKey share, InteroperableAddress gateway) {
    return statement(share).digest(DomainSeparator.of(gateway));
  }

  static KeyEpoch statement(CertifiedKey share) {
    return new KeyEpoch(share.keyEpoch(), share.groupKey());
  }

  static boolean mayCoordinate(Identifier attester, Roster roster) {
    return roster.identifiers().indexOf(attester) < SignerPool.COORDINATORS_MAX;
  }

  private static Set<CoordinatorId> coordinators(Roster roster) {
    return roster.identifiers().stream()
        .filter(attester -> mayCoordinate(attester, roster))
        .map(Callers::coordinatorOf)
        .collect(Collectors.toSet());
  }

  /** In memory only, as the nonces are: this pool ends with its process. */
  private static UsedCommitments used() {
    Set<Object> used = ConcurrentHashMap.newKeySet();
    return (commitment, _) ->
        used.add(commitment) ? new CommitmentUse.First(used.size()) : new CommitmentUse.Repeated();
  }

  QuorumKey key() {
    return key;
  }

  SignedMessage offer(Identifier from, Allotment abandoned) {
    return pool.offer(Callers.coordinatorOf(from), abandoned);
  }

  /**
   * A share if the session is about one of the own statements.
   *
   * @throws AttestationException if this attester may not ask
   */
  SignedMessage answer(Identifier from, SigningSession session) {
    CoordinatorId coordinator = Callers.coordinatorOf(from);
    return approved.contains(session.digest())
        ? pool.answer(coordinator, session, new ApprovedMessage(session.digest()))
        : pool.decline(coordinator, session);
  }
}
