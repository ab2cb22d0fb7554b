package io.lockstep.app.prove.signing;

import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
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
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is under test. A broken one in its place shows that the checker can find something. */
interface Parts {
  /** A {@link SignerPool}. */
  interface Pool {
    SignedMessage offer(CoordinatorId coordinator, Allotment abandoned);

    SignedMessage answer(
        CoordinatorId coordinator, SigningSession session, ApprovedMessage approved);

    SignedMessage decline(CoordinatorId coordinator, SigningSession session);
  }

  /** A {@link SigningCoordinator}. */
  interface Coordinator {
    List<SigningStep> tick(Instant now);

    List<SigningStep> arrived(SignedMessage message, Instant now);

    Optional<Instant> nextWake();
  }

  /** Who a signer is, and what it is given. */
  record Signer(
      QuorumKey key,
      KeyPackage share,
      IdentitySigner identity,
      Set<CoordinatorId> coordinators,
      UsedCommitments used,
      SecureRandom random) {}

  Pool pool(Signer signer);

  Coordinator coordinator(Hash32 digest, CommitmentStore store, Patience patience, Instant now);

  /** The real ones. */
  static Parts real() {
    return new Parts() {
      @Override
      public Pool pool(Signer signer) {
        return realPool(signer);
      }

      @Override
      public Coordinator coordinator(
          Hash32 digest, CommitmentStore store, Patience patience, Instant now) {
        return realCoordinator(new SigningCoordinator(digest, store, patience, now));
      }
    };
  }

  private static Pool realPool(Signer of) {
    SignerPool pool =
        new SignerPool(
            of.key(), of.share(), of.identity(), of.coordinators(), of.used(), of.random());
    return new Pool() {
      @Override
      public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
        return pool.offer(coordinator, abandoned);
      }

      @Override
      public SignedMessage answer(
          CoordinatorId coordinator, SigningSession session, ApprovedMessage approved) {
        return pool.answer(coordinator, session, approved);
      }

      @Override
      public SignedMessage decline(CoordinatorId coordinator, SigningSession session) {
        return pool.decline(coordinator, session);
      }
    };
  }

  private static Coordinator realCoordinator(SigningCoordinator coordinator) {
    return new Coordinator() {
      @Override
      public List<SigningStep> tick(Instant now) {
        return coordinator.tick(now);
      }

      @Override
      public List<SigningStep> arrived(SignedMessage message, Instant now) {
        return coordinator.arrived(message, now);
      }

      @Override
      public Optional<Instant> nextWake() {
        return coordinator.nextWake();
      }
    };
  }
}
