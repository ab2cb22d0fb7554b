package io.lockstep.app.attester.running;

import io.javalin.util.JavalinBindException;
import io.lockstep.app.CliException;
import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.attester.CoordinatorConfig;
import io.lockstep.app.attester.PeerAddresses;
import io.lockstep.app.attester.desk.Archive;
import io.lockstep.app.attester.desk.AttesterDesk;
import io.lockstep.app.attester.desk.Contradictions;
import io.lockstep.app.config.AddressConfig;
import io.lockstep.app.transport.AttesterApi;
import io.lockstep.app.transport.AttesterServer;
import io.lockstep.app.transport.Callers;
import io.lockstep.app.transport.OwnTls;
import io.lockstep.app.transport.TransportListener;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.HoldQuota;
import io.lockstep.core.port.CheckpointStore;
import io.lockstep.core.port.Leases;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.attester.PostgresCheckpoints;
import io.lockstep.persistence.attester.PostgresPeers;
import io.lockstep.persistence.attester.PostgresSigningLedger;
import io.lockstep.protocol.Lane;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An attester over its open ledger: whether it may sign, its desk, and the door to it. The door
 * opens with the first turn and stays open until the end: who is fenced still answers its peers.
 */
final class Sitting {
  private static final Duration QUOTA_WINDOW = Duration.ofHours(1);

  private final AttesterConfig config;
  private final OwnTls tls;
  private final Callers callers;
  private final RememberedLedger ledger;
  private final SigningTurn turn;
  private final TermFence term;
  private final Fence fence;
  private final Attester attester;
  private final AttesterDesk desk;
  private final Contradictions contradictions;
  private final List<PeerQuestion> questions;
  private volatile @Nullable AttesterServer server;

  /** The lanes must be registered. */
  Sitting(
      AttesterConfig config,
      AttesterKeys keys,
      PeerAddresses peers,
      OwnTls tls,
      List<Lane> lanes,
      Database database,
      Leases leases,
      Duration lease,
      SittingNews news) {
    SecureRandom random = new SecureRandom();
    this.config = config;
    this.tls = tls;
    this.callers = callers(config, keys);
    this.ledger = new RememberedLedger(PostgresSigningLedger.open(database, lanes));
    this.term = new TermFence(keys.quorum(), keys.self(), ledger::height, random);
    this.turn = new SigningTurn(leases, lease, System::nanoTime, turns(news));
    this.fence = turn.and(term).and(ledger);
    this.attester =
        new Attester(
            keys.quorum(),
            keys.share(),
            keys.identity(),
            callers.coordinators(),
            lanes,
            ledger,
            new HoldQuota(
                config.policy().foreignHoldsPerHour(), QUOTA_WINDOW, InstantSource.system()),
            fence,
            random);
    CheckpointStore checkpoints = new PostgresCheckpoints(database);
    this.contradictions = new Contradictions(checkpoints, ledger, news);
    this.desk =
        new AttesterDesk(
            keys,
            attester,
            new Archive(keys.quorum(), lanes, checkpoints, new PostgresPeers(database)),
            contradictions,
            callers,
            news);
    this.questions =
        peers.byAttester().entrySet().stream()
            .map(peer ->
                new PeerQuestion(
                    keys.quorum().roster().member(peer.getKey()),
                    peer.getValue(),
                    tls,
                    term,
                    System::nanoTime))
            .toList();
  }

  private static Callers callers(AttesterConfig config, AttesterKeys keys) {
    return new Callers(
        keys.quorum().roster(),
        config.coordinators().stream()
            .collect(Collectors.toMap(CoordinatorConfig::identity, CoordinatorConfig::name)));
  }

  private SigningTurn.Listener turns(SittingNews news) {
    return new SigningTurn.Listener() {
      @Override
      public void begun() {
        term.begin();
        news.turnBegan();
      }

      @Override
      public void lost() {
        attester.forgetNonces();
        news.turnLost();
      }
    };
  }

  /** Opens the door, unless it is open. */
  void openDoor(TransportListener listener) {
    if (server == null) {
      server = listen(listener);
    }
  }

  private AttesterServer listen(TransportListener listener) {
    AddressConfig where = config.listen();
    try {
      return AttesterServer.start(
          AttesterServer.Settings.of(where.host(), where.port()),
          tls.context(callers.identities()),
          callers,
          desk,
          InstantSource.system(),
          listener);
    } catch (JavalinBindException e) {
      throw CliException.temporary(
          "listen: cannot listen at %s:%d (%s)"
              .formatted(where.host(), where.port(), e.getMessage()));
    }
  }

  /** As others reach it through the door. */
  AttesterApi desk() {
    return desk;
  }

  SigningTurn turn() {
    return turn;
  }

  TermFence term() {
    return term;
  }

  Fence fence() {
    return fence;
  }

  Attester attester() {
    return attester;
  }

  RememberedLedger ledger() {
    return ledger;
  }

  Contradictions contradictions() {
    return contradictions;
  }

  List<PeerQuestion> questions() {
    return questions;
  }

  /** Where the door is open. */
  Optional<Integer> port() {
    return Optional.ofNullable(server).map(AttesterServer::port);
  }

  /** Ends when what is in progress has its answer. */
  void closeDoor() {
    AttesterServer open = server;
    if (open != null) {
      open.close();
    }
  }
}
