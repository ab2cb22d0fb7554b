package io.lockstep.attestation.attester;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An attester's record of one lane, where a test may write whatever it wants. */
final class LedgerInMemory implements SigningLedger {
  final List<LaneHead> heads = new ArrayList<>();
  final Map<Long, Hash32> messages = new TreeMap<>();
  final TreeMap<Long, Hash32> holds = new TreeMap<>();
  final Map<Long, Decision> decisions = new HashMap<>();
  final List<SignedHead> signedHeads = new ArrayList<>();
  final List<SignedRuling> signedRulings = new ArrayList<>();
  final List<Incident> halts = new ArrayList<>();
  private final Set<Hash32> used = new HashSet<>();
  long judged;
  long executed;
  LaneHead pairedInbound;
  Optional<Hash32> pairedHead;

  LedgerInMemory(LaneId lane, LaneId paired) {
    heads.add(LaneHead.genesis(lane));
    pairedInbound = LaneHead.genesis(paired);
    pairedHead = Optional.of(pairedInbound.head());
  }

  /** Final, judged and not held. */
  void append(Hash32 messageHash) {
    heads.add(heads.getLast().append(messageHash));
    judged = heads.getLast().nonce();
    messages.put(judged, messageHash);
  }

  void hold(long nonce) {
    holds.put(nonce, message(nonce));
  }

  Hash32 message(long nonce) {
    return Objects.requireNonNull(messages.get(nonce));
  }

  LaneHead head(long nonce) {
    return heads.get((int) nonce);
  }

  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    Map<Long, Hash32> others = new HashMap<>(messages);
    others.keySet().retainAll(held);
    others.keySet().removeAll(holds.keySet());
    return new LaneLedger(
        halted(),
        heads.getLast(),
        judged,
        nonce < heads.size() ? Optional.of(head(nonce).head()) : Optional.empty(),
        pairedInbound,
        pairedHead,
        executed,
        holds.subMap(from, false, nonce, true),
        others);
  }

  private Optional<String> halted() {
    return halts.stream().findFirst().map(Incident::text);
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    return new RulingLedger(
        halted(),
        Optional.ofNullable(messages.get(nonce)),
        executed,
        Optional.ofNullable(decisions.get(nonce)));
  }

  @Override
  public void record(SignedHead signed) {
    signedHeads.add(signed);
  }

  @Override
  public void record(SignedRuling signed) {
    signedRulings.add(signed);
  }

  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    return used.add(commitment) ? new CommitmentUse.First(height()) : new CommitmentUse.Repeated();
  }

  @Override
  public long height() {
    return (long) used.size() + signedHeads.size() + signedRulings.size();
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    halts.add(incident);
  }
}
