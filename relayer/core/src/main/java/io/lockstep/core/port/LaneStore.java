package io.lockstep.core.port;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.ObservedPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one lane, under one lease. Each method is one transaction: it happens whole or
 * not at all, and a write under a lease that has passed to somebody else is refused.
 */
public interface LaneStore {
  /** Why the lane is halted, if it is. Only an operator's recorded decision ends that. */
  Optional<String> halted();

  FinalPosition finalPosition();

  /** The final position if nothing was seen beyond it. */
  ObservedPosition observed();

  /** The proofs above the final position, the newest first. */
  List<ProvenLane> proofs();

  /** Sightings that follow the observed position, which no proof covers yet. */
  void see(List<Sighting> sightings, BlockId readThrough, String provider);

  /**
   * The same, with the proof that covers them and all before. The proof is kept if it shows
   * anything that the last one did not, of this lane or of the paired one.
   */
  void see(List<Sighting> sightings, ProvenLane proven, String provider);

  /** Forgets what was seen since the last proof, which some provider told wrongly. */
  void forgetUnproven(Incident incident);

  /** Takes back everything above the block: proofs, sightings, the observed position. */
  void takeBack(BlockId last, Incident incident);

  /** Makes all sightings that the proof covers part of the lane's log. */
  void finalize(ProvenLane proven);

  void halt(Incident incident);
}
