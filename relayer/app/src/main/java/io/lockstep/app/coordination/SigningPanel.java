package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.Ruling;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * All attesters of one key, as one coordinator reaches them; a quorum of the panel signs. In the
 * steady state a checkpoint takes two round trips: what do you hold, and your shares. For several
 * threads, which share the commitments.
 *
 * <p>When the shares of the key are refreshed, another panel takes its place.
 */
public final class SigningPanel implements CheckpointSigner, AutoCloseable {
  /** An attester has that many commitments out for one coordinator; the last is for a retry. */
  public static final int SIGNINGS_MAX = Allotment.SIZE_MAX - 1;

  private final PanelParts parts;
  private final Runs runs;
  private final List<HandOver> handOvers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore signings = new Semaphore(SIGNINGS_MAX, true);

  /**
   * Asks nobody yet. The seats are closed with the panel.
   *
   * @param coordinator by which name the attesters know whoever calls
   * @param clock a {@link SteadyClock}, or a test's
   */
  public SigningPanel(
      QuorumKey key,
      CoordinatorId coordinator,
      Collection<? extends Seat> seats,
      PanelTiming timing,
      InstantSource clock,
      PanelListener listener) {
    this.parts =
        new PanelParts(
            key,
            new CommitmentStore(key, coordinator),
            lines(key, seats),
            new Authors(PanelParts.refusalsMax(key)),
            timing,
            clock,
            listener);
    this.runs = new Runs(parts);
    this.handOvers =
        seats.stream()
            .map(seat -> new HandOver(seat, timing.handOverPauses(), threads, listener))
            .toList();
  }

  private Map<Identifier, SeatLine> lines(QuorumKey key, Collection<? extends Seat> seats) {
    return seats.stream()
        .map(seat -> new SeatLine(seat, threads))
        .collect(
            Collectors.toMap(
                line -> key.roster().member(line.seat().identifier()).identifier(),
                Function.identity()));
  }

  public QuorumKey key() {
    return parts.key();
  }

  /** And tells all attesters of it in the background. */
  @Override
  public PanelOutcome<FinishedCheckpoint> sign(
      Lane lane, long from, long nonce, LongFunction<Hash32> headAt) throws InterruptedException {
    PanelOutcome<FinishedCheckpoint> outcome =
        inTurn(new CheckpointSigning(parts, runs, lane, from, nonce, headAt)::outcome);
    if (outcome instanceof PanelOutcome.Signed<FinishedCheckpoint>(var signed, var heard, var _)) {
      handOvers.forEach(one -> one.begin(signed, heard));
    }
    return outcome;
  }

  /** Has a decision about a held message signed. */
  public PanelOutcome<FinishedRuling> sign(Lane lane, Ruling ruling) throws InterruptedException {
    return inTurn(new RulingSigning(parts, runs, lane, ruling)::outcome);
  }

  private interface Signing<T> {
    PanelOutcome<T> outcome(Stopwatch watch) throws InterruptedException;
  }

  private <T> PanelOutcome<T> inTurn(Signing<T> signing) throws InterruptedException {
    Stopwatch watch = Stopwatch.start(parts.clock());
    long patience = parts.timing().patience().whole().toNanos();
    if (!signings.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
      return new PanelOutcome.NotSigned<>(
          "%d other signings are under way".formatted(SIGNINGS_MAX), watch.report(0, 0, Map.of()));
    }
    try {
      return signing.outcome(watch);
    } finally {
      signings.release();
    }
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    parts.lines().values().forEach(line -> line.seat().close());
  }
}
