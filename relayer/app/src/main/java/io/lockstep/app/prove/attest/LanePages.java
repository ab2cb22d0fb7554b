package io.lockstep.app.prove.attest;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Judgement;
import io.lockstep.core.policy.judging.Volumes;
import io.lockstep.core.port.JudgementStore;
import io.lockstep.model.InMemoryLaneStore;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What an attester keeps of one lane: its log, and what was made of it. */
final class LanePages implements JudgementStore {
  private final LaneId lane;
  private final InMemoryLaneStore store;
  private final InstantSource clock;
  private final Runnable afterWrite;
  private final NavigableMap<Long, Hash32> holds = new TreeMap<>();
  private final Map<Long, Instant> finalSince = new HashMap<>();
  private long judged;

  LanePages(LaneId lane, InMemoryLaneStore store, InstantSource clock, Runnable afterWrite) {
    this.lane = lane;
    this.store = store;
    this.clock = clock;
    this.afterWrite = afterWrite;
  }

  LanePages copy() {
    LanePages copy = new LanePages(lane, store.copy(), clock, afterWrite);
    copy.holds.putAll(holds);
    copy.finalSince.putAll(finalSince);
    copy.judged = judged;
    return copy;
  }

  InMemoryLaneStore store() {
    return store;
  }

  NavigableMap<Long, Hash32> holds() {
    return holds;
  }

  long judged() {
    return judged;
  }

  /** The head after a message of the log. */
  Optional<Hash32> head(long nonce) {
    if (nonce == 0) {
      return Optional.of(LaneHead.genesis(lane).head());
    }
    return store.log().stream()
        .filter(message -> message.head().nonce() == nonce)
        .map(message -> message.head().head())
        .findFirst();
  }

  Optional<Hash32> messageHash(long nonce) {
    return store.log().stream()
        .filter(message -> message.head().nonce() == nonce)
        .map(message -> message.messageHash())
        .findFirst();
  }

  @Override
  public Optional<String> halted() {
    return store.halted();
  }

  @Override
  public List<FinalMessage> unjudged(int countMax) {
    return store.log().stream()
        .skip(judged)
        .limit(countMax)
        .map(seen ->
            new FinalMessage(
                seen.head().nonce(),
                seen.message(),
                seen.messageHash(),
                finalSince.computeIfAbsent(seen.head().nonce(), _ -> clock.instant())))
        .toList();
  }

  @Override
  public Volumes volumes() {
    return (_, _) -> BigInteger.ZERO;
  }

  @Override
  public void keep(List<Judgement> judgements) {
    for (Judgement judgement : judgements) {
      if (judgement.message().nonce() != judged + 1) {
        throw new IllegalStateException("A message is judged once, and none is left out.");
      }
      if (judgement.hold().isPresent()) {
        holds.put(judged + 1, judgement.message().messageHash());
      }
      judged++;
    }
    afterWrite.run();
  }
}
