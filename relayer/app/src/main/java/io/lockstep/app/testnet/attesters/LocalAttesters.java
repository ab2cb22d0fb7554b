package io.lockstep.app.testnet.attesters;

import io.lockstep.app.CliException;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.Durability;
import io.lockstep.persistence.attester.OperatorRulings;
import io.lockstep.persistence.attester.SignedHeads;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Running attesters of two local chains, and what an operator does to them. */
public final class LocalAttesters implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final TwoChains chains;
  private final QuorumKey key;
  private final List<AttesterSite> sites;
  private final IdentitySigner relayer;
  private final AttesterHost host;
  private final Map<Identifier, AttesterHost.Running> running = new HashMap<>();
  private final Map<Identifier, Integer> runs = new HashMap<>();
  private final List<NetworkedQuorum> panels = new ArrayList<>();
  private final NetworkedQuorum quorum;

  private LocalAttesters(
      TwoChains chains,
      QuorumKey key,
      List<AttesterSite> sites,
      IdentitySigner relayer,
      AttesterHost host) {
    this.chains = chains;
    this.key = key;
    this.sites = List.copyOf(sites);
    this.relayer = relayer;
    this.host = host;
    this.quorum = panel(this.sites);
  }

  /** Returns when all are started, and none need be ready. */
  static LocalAttesters start(
      TwoChains chains,
      QuorumKey key,
      List<AttesterSite> sites,
      IdentitySigner relayer,
      AttesterHost host) {
    LocalAttesters attesters = new LocalAttesters(chains, key, sites, relayer, host);
    try {
      sites.forEach(site -> attesters.start(site.self()));
      return attesters;
    } catch (RuntimeException e) {
      attesters.close();
      throw e;
    }
  }

  /** Once more, if it was killed. */
  public void start(Identifier attester) {
    int run = runs.merge(attester, 1, Integer::sum);
    running.put(attester, host.start(site(attester), run));
  }

  /** From now on nobody is there. What it had signed stands in its database. */
  public void kill(Identifier attester) {
    AttesterHost.Running killed = running.remove(attester);
    if (killed != null) {
      killed.kill();
    }
  }

  /** Returns when all that run may sign. */
  public void awaitReady() {
    Instant end = Instant.now().plus(READY_MAX);
    for (AttesterSite site : sites) {
      AttesterHost.Running one = running.get(site.self());
      if (one != null) {
        awaitReady(site, one, end);
      }
    }
  }

  private static void awaitReady(AttesterSite site, AttesterHost.Running one, Instant end) {
    while (!one.isReady()) {
      one.requireAlive();
      if (Instant.now().isAfter(end)) {
        throw CliException.temporary(
            "%s is not ready after %s; what it says is in %s"
                .formatted(site, READY_MAX, site.folder()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.temporary("interrupted while attesters started");
    }
  }

  public QuorumKey key() {
    return key;
  }

  public List<AttesterSite> sites() {
    return sites;
  }

  private AttesterSite site(Identifier attester) {
    return sites.stream()
        .filter(site -> site.self().equals(attester))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("attester: found " + attester));
  }

  /** All of them. */
  public NetworkedQuorum quorum() {
    return quorum;
  }

  /** Nobody else is asked. */
  public NetworkedQuorum only(Set<Identifier> attesters) {
    return panel(sites.stream().filter(site -> attesters.contains(site.self())).toList());
  }

  private NetworkedQuorum panel(List<AttesterSite> seats) {
    NetworkedQuorum panel = new NetworkedQuorum(chains, key, seats, relayer);
    panels.add(panel);
    return panel;
  }

  /** The decision of one attester's operator about a message that is final there. */
  public void rule(Identifier attester, LaneId lane, long nonce, Decision decision, String reason) {
    try (Database database = Database.open(site(attester).database().asOperator())) {
      new OperatorRulings(database, "demo").rule(lane, nonce, decision, reason);
    }
  }

  /** Whether what an attester commits outlasts a crash of its database's server. */
  public Durability durability(Identifier attester) {
    try (Database database = Database.open(site(attester).database().asDaemon())) {
      return Durability.of(database);
    }
  }

  /** What an attester has signed, by its own database, whether it runs or not. */
  public List<SignedHeads.Row> signedBy(Identifier attester) {
    try (Database database = Database.open(site(attester).database().asDaemon())) {
      return new SignedHeads(database).all();
    }
  }

  @Override
  public void close() {
    panels.forEach(NetworkedQuorum::close);
    CompletableFuture.allOf(
            running.values().stream()
                .map(one -> CompletableFuture.runAsync(one::close, Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
