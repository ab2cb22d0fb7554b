package io.lockstep.app.coordination;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.model.SampleMessages;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One lane of sample messages, as an attester has it on record. */
final class KeptLog implements SigningLedger {
  private final Lane lane;
  private final List<LaneHead> heads = new ArrayList<>();
  private final SortedMap<Long, Hash32> holds = new TreeMap<>();
  private final Set<Hash32> used = new HashSet<>();
  private long executed;
  private Optional<Decision> decision = Optional.empty();
  private Optional<String> halted = Optional.empty();

  KeptLog(Lane lane, long last) {
    this.lane = lane;
    heads.add(LaneHead.genesis(lane.id()));
    for (Message message : SampleMessages.of(1, last)) {
      heads.add(heads.getLast().append(message));
    }
  }

  synchronized LaneHead head(long nonce) {
    return heads.get(Math.toIntExact(nonce));
  }

  synchronized void hold(long nonce) {
    holds.put(nonce, SampleMessages.of(nonce).hash());
  }

  synchronized void decide(Decision made, long executedNow) {
    decision = Optional.of(made);
    executed = executedNow;
  }

  synchronized void halt(String why) {
    halted = Optional.of(why);
  }

  /** From here on it tells of another message. */
  synchronized void contradictFrom(long nonce) {
    List<LaneHead> before = List.copyOf(heads.subList(0, Math.toIntExact(nonce)));
    long last = heads.getLast().nonce();
    heads.clear();
    heads.addAll(before);
    for (long i = nonce; i <= last; i++) {
      heads.add(heads.getLast().append(SampleMessages.of(1_000 + i)));
    }
  }

  @Override
  public synchronized LaneLedger lane(LaneId id, long from, long nonce, Set<Long> held) {
    Map<Long, Hash32> others = new HashMap<>();
    held.stream()
        .filter(one -> one < heads.size() && !holds.containsKey(one))
        .forEach(one -> others.put(one, SampleMessages.of(one).hash()));
    LaneHead back = LaneHead.genesis(lane.paired().id());
    return new LaneLedger(
        halted,
        heads.getLast(),
        heads.getLast().nonce(),
        nonce < heads.size() ? Optional.of(head(nonce).head()) : Optional.empty(),
        back,
        Optional.of(back.head()),
        executed,
        new TreeMap<>(holds.subMap(from + 1, nonce + 1)),
        others);
  }

  @Override
  public synchronized RulingLedger message(LaneId id, long nonce) {
    return new RulingLedger(
        halted, Optional.of(SampleMessages.of(nonce).hash()), executed, decision);
  }

  @Override
  public void record(SignedHead signed) {}

  @Override
  public void record(SignedRuling signed) {}

  @Override
  public synchronized CommitmentUse use(Hash32 commitment, Hash32 digest) {
    return used.add(commitment)
        ? new CommitmentUse.First(used.size())
        : new CommitmentUse.Repeated();
  }

  @Override
  public synchronized long height() {
    return used.size();
  }

  @Override
  public synchronized void haltPair(LaneId id, Incident incident) {
    halt(incident.text());
  }
}
