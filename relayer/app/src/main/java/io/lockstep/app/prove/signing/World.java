package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.signing.Fault.Mishap;
import io.lockstep.app.prove.signing.Findings.Broken;
import io.lockstep.app.prove.signing.Findings.Count;
import io.lockstep.app.prove.simulation.DrawnRandom;
import io.lockstep.app.prove.simulation.VirtualNetwork;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One quorum, of which up to n − t are faulty, two coordinators, and messages that are signed at
 * the same time. Everything is drawn from one seed.
 */
final class World {
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10));
  private static final int START_MILLIS_EACH = 150;
  private static final int APPROVAL_MILLIS_SPREAD = 1_000;

  /** Of so many signings one has a coordinator that fails, or a signer that restarts. */
  private static final int MISHAP_EVERY = 25;

  private record Quorum(int threshold, int count) {}

  private static final List<Quorum> QUORUMS =
      List.of(new Quorum(3, 4), new Quorum(3, 4), new Quorum(3, 4), new Quorum(5, 7));

  private final Random random;
  private final Parts parts;
  private final Findings findings;
  private final VirtualNetwork network;
  private final Checker checker;
  private final Map<Identifier, SimulatedSigner> signers = new LinkedHashMap<>();
  private final List<CoordinatorProcess> processes;
  private final List<Signing> signings = new ArrayList<>();

  World(long seed, Keys keys, Parts parts, Findings findings) {
    this.random = new Random(seed);
    this.parts = parts;
    this.findings = findings;
    this.network =
        new VirtualNetwork(random, trouble -> findings.add(Mishap.valueOf(trouble.name())));
    Quorum quorum = QUORUMS.get(random.nextInt(QUORUMS.size()));
    List<KeyPackage> shares = keys.deal(quorum.threshold(), quorum.count(), random);
    DrawnRandom drawn = new DrawnRandom(random);
    List<IdentitySigner> identities =
        shares.stream().map(_ -> IdentitySigner.generate(drawn)).toList();
    QuorumKey key = new QuorumKey(roster(shares, identities), 1, shares.getFirst().publicKeys());
    Set<Identifier> faulty = faulty(key);
    this.checker = new Checker(key, faulty, findings);
    this.processes = List.of(process(key, "relayer"), process(key, "attester that took over"));
    for (int i = 0; i < shares.size(); i++) {
      SimulatedSigner signer = signer(key, shares.get(i), identities.get(i), faulty);
      signers.put(signer.identifier(), signer);
    }
    findings.add(Count.WORLDS);
  }

  private static Roster roster(List<KeyPackage> shares, List<IdentitySigner> identities) {
    return new Roster(
        IntStream.range(0, shares.size())
            .mapToObj(i ->
                new RosterMember(
                    shares.get(i).identifier(), identities.get(i).key(), "attester-" + (i + 1)))
            .toList());
  }

  private Set<Identifier> faulty(QuorumKey key) {
    List<Identifier> all = new ArrayList<>(key.roster().identifiers());
    Collections.shuffle(all, random);
    return new HashSet<>(all.subList(0, random.nextInt(all.size() - key.threshold() + 1)));
  }

  private static CoordinatorProcess process(QuorumKey key, String name) {
    return new CoordinatorProcess(key, CoordinatorId.named(name));
  }

  private SimulatedSigner signer(
      QuorumKey key, KeyPackage share, IdentitySigner identity, Set<Identifier> faulty) {
    Set<CoordinatorId> ids =
        processes.stream().map(CoordinatorProcess::id).collect(Collectors.toSet());
    Parts.Signer who =
        new Parts.Signer(key, share, identity, ids, checker::record, new DrawnRandom(random));
    Optional<Liar> liar =
        faulty.contains(share.identifier())
            ? Optional.of(new Liar(share, identity, random, findings))
            : Optional.empty();
    return new SimulatedSigner(parts, who, liar, checker);
  }

  /** Has so many messages signed. */
  void sign(int messages) {
    for (int i = 0; i < messages; i++) {
      plan(Duration.ofMillis(random.nextInt(START_MILLIS_EACH * messages)));
    }
    network.run();
    for (Signing signing : signings) {
      if (signing.isSigned()) {
        findings.addSigned();
      } else {
        findings.add(Broken.FAILED_WITH_QUORUM);
      }
    }
  }

  private void plan(Duration start) {
    byte[] digest = new byte[Hash32.LENGTH];
    random.nextBytes(digest);
    Signing signing = new Signing(this, Hash32.of(digest));
    signings.add(signing);
    signers.values().forEach(signer -> approve(signer, signing.digest(), start));
    CoordinatorProcess process = anyProcess();
    network.after(start, () -> signing.begin(process));
    if (random.nextInt(MISHAP_EVERY) == 0) {
      network.after(soonAfter(start), () -> mishap(signing, process));
    }
    if (random.nextInt(MISHAP_EVERY) == 0) {
      network.after(soonAfter(start), this::restart);
    }
  }

  private void approve(SimulatedSigner signer, Hash32 digest, Duration start) {
    Duration from = start;
    if (random.nextInt(MISHAP_EVERY * signers.size()) == 0) {
      findings.add(Mishap.APPROVED_LATE);
      from = start.plusMillis(random.nextInt(APPROVAL_MILLIS_SPREAD));
    }
    signer.approve(digest, Instant.EPOCH.plus(from));
  }

  private Duration soonAfter(Duration start) {
    return start.plusMillis(random.nextInt(150));
  }

  private void mishap(Signing signing, CoordinatorProcess process) {
    if (random.nextBoolean()) {
      findings.add(Mishap.COORDINATOR_LOST_MEMORY);
      process.loseMemory();
      signings.forEach(each -> each.lostMemoryOf(process));
    } else {
      findings.add(Mishap.COORDINATOR_REPLACED);
      signing.begin(processes.getFirst() == process ? processes.getLast() : processes.getFirst());
    }
  }

  private void restart() {
    findings.add(Mishap.RESTARTED);
    List<SimulatedSigner> all = List.copyOf(signers.values());
    all.get(random.nextInt(all.size())).restart();
  }

  private CoordinatorProcess anyProcess() {
    return processes.get(random.nextInt(processes.size()));
  }

  Instant now() {
    return network.now();
  }

  Checker checker() {
    return checker;
  }

  Findings findings() {
    return findings;
  }

  Parts.Coordinator coordinator(Hash32 digest, CommitmentStore store) {
    return parts.coordinator(digest, store, PATIENCE, now());
  }

  void wake(Attempt attempt, Instant at) {
    network.at(at, attempt::wake);
  }

  void ask(Signing signing, Attempt attempt, Identifier to, Allotment abandoned) {
    SimulatedSigner signer = signer(to);
    send(
        attempt,
        signer,
        () -> answer(signing, attempt, signer, signer.asked(attempt.id(), abandoned)));
  }

  void request(Signing signing, Attempt attempt, Identifier to, SigningSession session) {
    SimulatedSigner signer = signer(to);
    send(
        attempt,
        signer,
        () -> answer(signing, attempt, signer, signer.requested(attempt.id(), session, now())));
  }

  private record Link(Object from, Object to) {}

  private void send(Attempt attempt, SimulatedSigner signer, Runnable arrival) {
    network.send(new Link(attempt.id(), signer.identifier()), Duration.ZERO, arrival);
  }

  private void answer(
      Signing signing, Attempt attempt, SimulatedSigner signer, List<Utterance> sent) {
    Link link = new Link(signer.identifier(), attempt.id());
    for (Utterance utterance : sent) {
      network.send(link, utterance.delay(), () -> signing.arrived(attempt, utterance.message()));
    }
  }

  private SimulatedSigner signer(Identifier identifier) {
    SimulatedSigner signer = signers.get(identifier);
    if (signer == null) {
      throw new IllegalStateException("Signer %s is not of this world.".formatted(identifier));
    }
    return signer;
  }
}
