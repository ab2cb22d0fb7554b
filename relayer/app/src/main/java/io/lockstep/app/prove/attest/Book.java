package io.lockstep.app.prove.attest;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an attester has signed. It refuses what the schema of the real one refuses
 * (db/migration/attester/V0006). No operator of this world rules, so every ruling is refused.
 */
final class Book implements SigningLedger {
  private final Map<LaneId, LanePages> lanes;
  private final Runnable afterWrite;
  private final Set<Hash32> signed = new HashSet<>();
  private final Set<Hash32> used = new HashSet<>();

  Book(Map<LaneId, LanePages> lanes, Runnable afterWrite) {
    this.lanes = lanes;
    this.afterWrite = afterWrite;
  }

  Book copy(Map<LaneId, LanePages> copied) {
    Book copy = new Book(copied, afterWrite);
    copy.signed.addAll(signed);
    copy.used.addAll(used);
    return copy;
  }

  Book blank() {
    return new Book(lanes, afterWrite);
  }

  boolean hasSigned(Hash32 digest) {
    return signed.contains(digest);
  }

  boolean hasUsed(Hash32 commitment) {
    return used.contains(commitment);
  }

  private LanePages pages(LaneId lane) {
    LanePages pages = lanes.get(lane);
    if (pages == null) {
      throw new IllegalArgumentException("Lane %s is not followed.".formatted(lane));
    }
    return pages;
  }

  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    LanePages own = pages(lane);
    LanePages paired = pages(LanePair.paired(lane));
    LaneHead pairedInbound = own.store().finalPosition().pairedInbound();
    Map<Long, Hash32> others = new HashMap<>();
    for (long each : held) {
      if (!own.holds().containsKey(each)) {
        own.messageHash(each).ifPresent(hash -> others.put(each, hash));
      }
    }
    return new LaneLedger(
        own.halted().or(paired::halted),
        own.store().finalPosition().head(),
        own.judged(),
        own.head(nonce),
        pairedInbound,
        paired.head(pairedInbound.nonce()),
        paired.store().finalPosition().pairedInbound().nonce(),
        new TreeMap<>(own.holds().subMap(from, false, nonce, true)),
        others);
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    LanePages own = pages(lane);
    LanePages paired = pages(LanePair.paired(lane));
    return new RulingLedger(
        own.halted().or(paired::halted),
        own.messageHash(nonce),
        paired.store().finalPosition().pairedInbound().nonce(),
        Optional.empty());
  }

  @Override
  public void record(SignedHead head) {
    Checkpoint checkpoint = head.checkpoint();
    LanePages own = pages(checkpoint.lane());
    require(
        own.head(checkpoint.nonce()).equals(Optional.of(checkpoint.head())),
        "a head on the own log");
    require(checkpoint.nonce() <= own.judged(), "messages that were judged");
    require(
        checkpoint
            .holds()
            .nonces()
            .containsAll(
                own.holds().subMap(checkpoint.from(), false, checkpoint.nonce(), true).keySet()),
        "every hold of its own");
    signed.add(head.digest());
    afterWrite.run();
  }

  @Override
  public void record(SignedRuling ruling) {
    require(false, "a ruling of its operator");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new RefusedBySchema(what);
    }
  }

  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    if (!used.add(commitment)) {
      return new CommitmentUse.Repeated();
    }
    afterWrite.run();
    return new CommitmentUse.First(used.size());
  }

  @Override
  public long height() {
    return used.size();
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    List.of(lane, LanePair.paired(lane)).forEach(each -> pages(each).store().halt(incident));
    afterWrite.run();
  }
}
