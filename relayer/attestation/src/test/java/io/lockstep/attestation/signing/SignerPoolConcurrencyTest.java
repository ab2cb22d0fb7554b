package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.TestQuorum.APPROVED;
import static io.lockstep.attestation.signing.TestQuorum.DIGEST;
import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.none;
import static io.lockstep.attestation.signing.TestQuorum.offered;
import static io.lockstep.attestation.signing.TestQuorum.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads ask one pool for shares with the same commitments, in different sessions. */
class SignerPoolConcurrencyTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 12;
  private static final TestQuorum QUORUM = TestQuorum.of(2, 3);

  private final SignerPool pool = QUORUM.pool(1);
  private final Map<SigningCommitment, List<SigningSession>> signed = new ConcurrentHashMap<>();

  @Test
  void eachCommitmentSignsInOneSessionHoweverManyAskAtOnce() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Allotment allotment = offered(pool.offer(RELAYER, none(1)));
      askAtOnce(allotment.commitments());
    }

    assertThat(signed).hasSize(ROUNDS * Allotment.SIZE_MAX);
    assertThat(signed.values()).allMatch(sessions -> sessions.size() == 1);
  }

  private void askAtOnce(List<SigningCommitment> commitments)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(() -> {
              start.await();
              commitments.forEach(this::ask);
              return null;
            }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  /** With a commitment of signer 2 that nobody else has, so that no two sessions are the same. */
  private void ask(SigningCommitment own) {
    SigningCommitment other =
        SigningNonces.generate(QUORUM.share(2), TestQuorum.RANDOM).commitment();
    SigningSession session =
        new SigningSession(
            QUORUM.key().hash(), DIGEST, CommitmentList.sorting(List.of(own, other)));
    if (read(pool.answer(RELAYER, session, APPROVED)) instanceof Answer.Share) {
      signed
          .computeIfAbsent(own, _ -> Collections.synchronizedList(new ArrayList<>()))
          .add(session);
    }
  }
}
