package io.lockstep.app.testnet.attesters;

import io.lockstep.app.CliException;
import io.lockstep.app.coordination.PanelListener;
import io.lockstep.app.coordination.PanelOutcome;
import io.lockstep.app.coordination.PanelReport;
import io.lockstep.app.coordination.PanelTiming;
import io.lockstep.app.coordination.RemoteSeat;
import io.lockstep.app.coordination.SigningPanel;
import io.lockstep.app.coordination.SteadyClock;
import io.lockstep.app.testnet.Batch;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LaneLog;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.transport.Callers;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TlsIdentity;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes signatures from attesters over the network, as a relayer does. They sign what is final, so
 * both chains go on, block by block, for as long as somebody waits here.
 */
public final class NetworkedQuorum implements AutoCloseable {
  private static final Duration EXCHANGE_MAX = Duration.ofSeconds(5);
  private static final Duration TLS_LIFETIME = Duration.ofDays(1);
  private static final Duration BLOCK_TIME = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** A batch, and whose shares its signature is made of. */
  public record Vouched(Batch batch, List<Identifier> signers) {}

  private final TwoChains chains;
  private final SigningPanel panel;

  /**
   * Asks nobody yet.
   *
   * @param relayer whom the attesters know as {@link AttesterFiles#RELAYER}
   */
  NetworkedQuorum(
      TwoChains chains, QuorumKey key, List<AttesterSite> sites, IdentitySigner relayer) {
    this.chains = chains;
    TlsIdentity own = TlsIdentity.create(relayer, Instant.now(), TLS_LIFETIME);
    this.panel =
        new SigningPanel(
            key,
            Callers.coordinatorOf(AttesterFiles.RELAYER),
            sites.stream().map(site -> seat(key, site, own)).toList(),
            PanelTiming.USUAL,
            new SteadyClock(),
            PanelListener.silent());
  }

  private static RemoteSeat seat(QuorumKey key, AttesterSite site, TlsIdentity own) {
    return new RemoteSeat(
        site.self(),
        new AttesterClient(
            site.address().door(),
            Tls.context(
                own, Set.of(key.roster().member(site.self()).identity()), InstantSource.system()),
            EXCHANGE_MAX));
  }

  /** All that was sent and is not executed; returns when it is final and signed. */
  public Vouched next(Direction direction) {
    Unsigned unsigned = Unsigned.of(direction);
    return unsigned.vouched(awaitSigned(() -> sign(unsigned)));
  }

  /** The same, asked once: it may not be final yet. */
  public PanelOutcome<FinishedCheckpoint> ask(Direction direction) {
    try {
      return sign(Unsigned.of(direction));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Asks once for the head of a lane after a message. */
  public PanelOutcome<FinishedCheckpoint> ask(Lane lane, LaneLog log, long from, long nonce)
      throws InterruptedException {
    return panel.sign(lane, from, nonce, number -> log.headAt(number).head());
  }

  /** Returns when the message is finally held, and t operators have ruled so. */
  public FrostSignature rule(Direction direction, Ruling ruling) {
    Lane lane = direction.whole(TwoChains.CHANNEL);
    return awaitSigned(() -> panel.sign(lane, ruling)).what().signature();
  }

  /** What is to be signed of a lane. */
  private record Unsigned(Direction direction, LaneLog log, long executed) {
    static Unsigned of(Direction direction) {
      return new Unsigned(direction, direction.log(), direction.executed().nonce());
    }

    Vouched vouched(PanelOutcome.Signed<FinishedCheckpoint> signed) {
      FinishedCheckpoint finished = signed.what();
      return new Vouched(
          new Batch(
              finished.checkpoint(),
              finished.signature(),
              executed + 1,
              log.between(executed + 1, finished.checkpoint().nonce())),
          signed.heard().stream().map(NetworkedQuorum::sender).distinct().sorted().toList());
    }
  }

  private static Identifier sender(LastHeard.Share share) {
    return share.answer().sender();
  }

  private PanelOutcome<FinishedCheckpoint> sign(Unsigned unsigned) throws InterruptedException {
    return ask(
        unsigned.direction().whole(TwoChains.CHANNEL),
        unsigned.log(),
        unsigned.executed(),
        unsigned.log().lastNonce());
  }

  private interface Question<T> {
    PanelOutcome<T> ask() throws InterruptedException;
  }

  private <T> PanelOutcome.Signed<T> awaitSigned(Question<T> question) {
    Instant end = Instant.now().plus(PATIENCE);
    try {
      while (true) {
        switch (question.ask()) {
          case PanelOutcome.Signed<T> signed -> {
            return signed;
          }
          case PanelOutcome.NotSigned<T>(String why, PanelReport report) -> {
            if (Instant.now().isAfter(end)) {
              throw CliException.temporary(why + ": " + inWords(report));
            }
          }
        }
        chains.mine(1);
        Thread.sleep(BLOCK_TIME);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static String inWords(PanelReport report) {
    return report.seats().entrySet().stream()
        .map(seat -> "attester %s %s".formatted(seat.getKey(), seat.getValue().inWords()))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static CliException interrupted() {
    Thread.currentThread().interrupt();
    return CliException.temporary("interrupted while the attesters were asked");
  }

  @Override
  public void close() {
    panel.close();
  }
}
