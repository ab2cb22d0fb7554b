package io.lockstep.app.testnet;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningCoordinator;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.attestation.signing.UsedCommitments;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Attesters in this process, with a key that they made among themselves: each holds a share, and
 * the key itself is nowhere. They sign whatever they are asked, because they look at no chain; that
 * is what makes it one for tests and demos. May be used by several threads, one signing at a time.
 */
public final class LocalQuorum {
  private static final CoordinatorId COORDINATOR = CoordinatorId.named("local");

  /** Nobody is slow in one process; the time of a signing is counted in steps. */
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofDays(1));

  private final GroupKey groupKey;
  private final QuorumKey key;
  private final CommitmentStore commitments;
  private final Map<Identifier, SignerPool> attesters;
  private final Set<Identifier> silent = new HashSet<>();

  private LocalQuorum(QuorumKey key, Map<Identifier, SignerPool> attesters) {
    this.groupKey = key.publicKeys().groupKey();
    this.key = key;
    this.commitments = new CommitmentStore(key, COORDINATOR);
    this.attesters = attesters;
  }

  /** Holds the key ceremony of a new quorum, of which {@code threshold} sign. */
  public static LocalQuorum create(int threshold, int count, long keyEpoch) {
    LocalCeremony ceremony = LocalCeremony.among(count, new SecureRandom());
    return of(ceremony.roster(), ceremony.newKey(threshold, keyEpoch), ceremony.signers());
  }

  /**
   * A quorum of attesters whose shares are all here.
   *
   * @param identities of the holders of the keys, in the same order
   */
  public static LocalQuorum of(
      Roster roster, List<CertifiedKey> keys, List<IdentitySigner> identities) {
    CertifiedKey first = keys.getFirst();
    QuorumKey key = new QuorumKey(roster, first.keyEpoch(), first.key().publicKeys());
    SecureRandom random = new SecureRandom();
    Map<Identifier, SignerPool> attesters = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      KeyPackage share = keys.get(i).key();
      attesters.put(
          share.identifier(),
          new SignerPool(key, share, identities.get(i), Set.of(COORDINATOR), recording(), random));
    }
    return new LocalQuorum(key, attesters);
  }

  /** In memory only, like the nonces: nothing of this quorum survives its process. */
  private static UsedCommitments recording() {
    Set<Object> used = ConcurrentHashMap.newKeySet();
    return (commitment, _) ->
        used.add(commitment) ? new CommitmentUse.First(used.size()) : new CommitmentUse.Repeated();
  }

  public GroupKey groupKey() {
    return groupKey;
  }

  public int threshold() {
    return key.threshold();
  }

  public List<Identifier> members() {
    return key.roster().identifiers();
  }

  /** From now on this attester answers nobody. */
  public synchronized void silence(Identifier attester) {
    silent.add(attester);
  }

  /** What t of the attesters sign together. */
  public synchronized FrostSignature sign(Hash32 digest) {
    return new Signing(digest).finish();
  }

  /** One signing: the coordinator's steps are brought to the attesters, and their answers back. */
  private final class Signing {
    private final Hash32 digest;
    private final SigningCoordinator coordinator;
    private final Deque<SigningStep> steps = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private @Nullable FrostSignature signature;

    Signing(Hash32 digest) {
      this.digest = digest;
      this.coordinator = new SigningCoordinator(digest, commitments, PATIENCE, now);
    }

    FrostSignature finish() {
      steps.addAll(coordinator.tick(now));
      while (signature == null) {
        SigningStep step = steps.poll();
        if (step == null) {
          waitForNext();
        } else {
          take(step);
        }
      }
      return signature;
    }

    /** Nobody says any more at this moment, so the next one comes. */
    private void waitForNext() {
      Optional<Instant> wake = coordinator.nextWake();
      now = wake.orElseThrow(() -> new IllegalStateException("a signing that ended unnoticed"));
      steps.addAll(coordinator.tick(now));
    }

    private void take(SigningStep step) {
      switch (step) {
        case SigningStep.AskCommitments(Identifier signer, var abandoned) ->
            attester(signer)
                .map(pool -> pool.offer(COORDINATOR, abandoned))
                .ifPresent(offer -> steps.addAll(coordinator.arrived(offer, now)));
        case SigningStep.RequestShare(Identifier signer, SigningSession session) ->
            attester(signer)
                .map(pool -> pool.answer(COORDINATOR, session, new ApprovedMessage(digest)))
                .ifPresent(answer -> steps.addAll(coordinator.arrived(answer, now)));
        case SigningStep.Done(FrostSignature done, int _) -> signature = done;
        case SigningStep.Disregard _ -> {}
        case SigningStep.Blame(var evidence) ->
            throw new IllegalStateException("an attester of this process lied: " + evidence);
        case SigningStep.Failed(var report) ->
            throw new IllegalStateException("the quorum does not sign: " + report);
      }
    }

    private Optional<SignerPool> attester(Identifier signer) {
      return silent.contains(signer)
          ? Optional.empty()
          : Optional.ofNullable(attesters.get(signer));
    }
  }

  @Override
  public String toString() {
    return "%d of %d attesters".formatted(threshold(), members().size());
  }
}
