package io.lockstep.app.prove.attest;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** A right ledger that tells something else than is in it, and so gets others than it should. */
class AlteredLedger implements SigningLedger {
  private final SigningLedger right;
  private final UnaryOperator<LaneLedger> alteration;

  AlteredLedger(SigningLedger right, UnaryOperator<LaneLedger> alteration) {
    this.right = right;
    this.alteration = alteration;
  }

  static LaneLedger withPairedHead(LaneLedger known, Optional<Hash32> pairedHead) {
    return with(known, pairedHead, known.holds(), known.others());
  }

  /** Its own holds look like messages that only others hold. */
  static LaneLedger withoutHolds(LaneLedger known) {
    Map<Long, Hash32> others = new HashMap<>(known.others());
    others.putAll(known.holds());
    return with(known, known.pairedHead(), Collections.emptySortedMap(), others);
  }

  private static LaneLedger with(
      LaneLedger known,
      Optional<Hash32> pairedHead,
      SortedMap<Long, Hash32> holds,
      Map<Long, Hash32> others) {
    return new LaneLedger(
        known.halted(),
        known.last(),
        known.judged(),
        known.head(),
        known.pairedInbound(),
        pairedHead,
        known.executed(),
        holds,
        others);
  }

  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    return alteration.apply(right.lane(lane, from, nonce, held));
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    return right.message(lane, nonce);
  }

  /** What the schema would have stopped is signed all the same. */
  @Override
  public void record(SignedHead signed) {
    try {
      right.record(signed);
    } catch (RefusedBySchema _) {
      // The schema is the last lock on the door, and this variant has none.
    }
  }

  @Override
  public void record(SignedRuling signed) {
    right.record(signed);
  }

  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    return right.use(commitment, digest);
  }

  @Override
  public long height() {
    return right.height();
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    right.haltPair(lane, incident);
  }
}
