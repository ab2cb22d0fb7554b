package io.lockstep.app.attester.desk;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.CheckpointStore;
import io.lockstep.core.port.PeerStore;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an attester keeps of finished checkpoints and peers, in memory, with heads that are final.
 */
final class Shelves implements CheckpointStore, PeerStore, SigningLedger {
  final List<KeptCheckpoint> kept = new ArrayList<>();
  final Map<List<Hash32>, Bytes> heard = new HashMap<>();
  final Map<Long, Hash32> finalHeads = new HashMap<>();
  final List<Incident> halts = new ArrayList<>();

  @Override
  public void keep(KeptCheckpoint checkpoint) {
    if (!kept.contains(checkpoint)) {
      kept.add(checkpoint);
    }
  }

  private boolean contradicts(KeptCheckpoint one) {
    Hash32 own = finalHeads.get(one.checkpoint().nonce());
    return own != null && !own.equals(one.checkpoint().head());
  }

  @Override
  public List<KeptCheckpoint> beyond(LaneId lane, long nonce, int countMax) {
    return kept.stream()
        .filter(one -> one.checkpoint().nonce() > nonce && !contradicts(one))
        .sorted(
            Comparator.comparingLong((KeptCheckpoint one) -> one.checkpoint().nonce()).reversed())
        .limit(countMax)
        .toList();
  }

  @Override
  public List<KeptCheckpoint> contradicting(LaneId lane, long nonce) {
    return kept.stream()
        .filter(one -> one.checkpoint().nonce() > nonce && contradicts(one))
        .filter(
            one -> halts.stream().noneMatch(halt -> halt.text().contains(one.digest().toString())))
        .toList();
  }

  @Override
  public void heard(Hash32 attester, Hash32 key, long ledgerHeight, Bytes what) {
    heard.put(List.of(attester, key), what);
  }

  @Override
  public Optional<Bytes> lastHeard(Hash32 attester, Hash32 key) {
    return Optional.ofNullable(heard.get(List.of(attester, key)));
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    halts.add(incident);
  }

  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void record(SignedHead signed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void record(SignedRuling signed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long height() {
    return 0;
  }
}
