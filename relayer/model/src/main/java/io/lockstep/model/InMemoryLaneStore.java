package io.lockstep.model;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.ObservedPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.protocol.LaneHead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A lane's store that ends with the test. It refuses what the schema of the real one refuses. */
public final class InMemoryLaneStore implements LaneStore {
  private final List<Sighting> log = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final List<ProvenLane> proofs = new ArrayList<>();
  private final List<Incident> incidents = new ArrayList<>();
  private final Set<String> unprovenFrom = new HashSet<>();
  private FinalPosition finalPosition;
  private BlockId readThrough;
  private Optional<String> halted = Optional.empty();

  public InMemoryLaneStore(FinalPosition start) {
    this.finalPosition = start;
    this.readThrough = start.block();
  }

  private InMemoryLaneStore(InMemoryLaneStore other) {
    log.addAll(other.log);
    sightings.addAll(other.sightings);
    proofs.addAll(other.proofs);
    incidents.addAll(other.incidents);
    unprovenFrom.addAll(other.unprovenFrom);
    finalPosition = other.finalPosition;
    readThrough = other.readThrough;
    halted = other.halted;
  }

  /** What a backup of it holds: from now on the two know nothing of each other. */
  public InMemoryLaneStore copy() {
    return new InMemoryLaneStore(this);
  }

  @Override
  public Optional<String> halted() {
    return halted;
  }

  @Override
  public FinalPosition finalPosition() {
    return finalPosition;
  }

  @Override
  public ObservedPosition observed() {
    return new ObservedPosition(observedHead(), readThrough, unprovenFrom);
  }

  private LaneHead observedHead() {
    return sightings.isEmpty() ? finalPosition.head() : sightings.getLast().head();
  }

  @Override
  public List<ProvenLane> proofs() {
    return List.copyOf(proofs.reversed());
  }

  @Override
  public void see(List<Sighting> seen, BlockId through, String provider) {
    append(seen);
    readThrough = through;
    unprovenFrom.add(provider);
  }

  @Override
  public void see(List<Sighting> seen, ProvenLane proven, String provider) {
    LaneHead last = seen.isEmpty() ? observedHead() : seen.getLast().head();
    require(last.equals(proven.outbound()), "a proof of the last sighting");
    boolean nothingNew =
        provenHead().equals(proven.outbound()) && provenPaired().equals(proven.pairedInbound());
    append(seen);
    readThrough = proven.block();
    unprovenFrom.clear();
    if (!nothingNew) {
      proofs.add(proven);
    }
  }

  private LaneHead provenHead() {
    return proofs.isEmpty() ? finalPosition.head() : proofs.getLast().outbound();
  }

  private LaneHead provenPaired() {
    return proofs.isEmpty() ? finalPosition.pairedInbound() : proofs.getLast().pairedInbound();
  }

  private void append(List<Sighting> seen) {
    LaneHead head = observedHead();
    for (Sighting sighting : seen) {
      head = head.append(sighting.messageHash());
      require(head.equals(sighting.head()), "sightings that follow each other");
    }
    sightings.addAll(seen);
  }

  @Override
  public void forgetUnproven(Incident incident) {
    BlockId last = proofs.isEmpty() ? finalPosition.block() : proofs.getLast().block();
    dropAbove(provenHead().nonce());
    readThrough = last;
    incidents.add(incident);
  }

  @Override
  public void takeBack(BlockId last, Incident incident) {
    require(
        last.equals(finalPosition.block())
            || proofs.stream().map(ProvenLane::block).anyMatch(last::equals),
        "the block of a proof, or the final one");
    proofs.removeIf(proof -> proof.block().number() > last.number());
    dropAbove(provenHead().nonce());
    readThrough = last;
    incidents.add(incident);
  }

  private void dropAbove(long nonce) {
    sightings.removeIf(sighting -> sighting.head().nonce() > nonce);
    unprovenFrom.clear();
  }

  @Override
  public void finalize(ProvenLane proven) {
    require(proofs.contains(proven), "a proof that is kept");
    while (!sightings.isEmpty()
        && sightings.getFirst().head().nonce() <= proven.outbound().nonce()) {
      log.add(sightings.removeFirst());
    }
    require(logHead().equals(proven.outbound()), "a log that ends in the proven head");
    proofs.removeIf(proof -> proof.block().number() <= proven.block().number());
    finalPosition = new FinalPosition(proven.outbound(), proven.block(), proven.pairedInbound());
  }

  private LaneHead logHead() {
    return log.isEmpty() ? finalPosition.head() : log.getLast().head();
  }

  @Override
  public void halt(Incident incident) {
    incidents.add(incident);
    halted = Optional.of(incident.text());
  }

  /** The lane's final messages. */
  public List<Sighting> log() {
    return List.copyOf(log);
  }

  public List<Sighting> sightings() {
    return List.copyOf(sightings);
  }

  public List<Incident> incidents() {
    return List.copyOf(incidents);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("the store was given something else than " + what);
    }
  }
}
