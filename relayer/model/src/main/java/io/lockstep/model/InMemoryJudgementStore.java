package io.lockstep.model;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Judgement;
import io.lockstep.core.policy.judging.Transfer;
import io.lockstep.core.policy.judging.Volumes;
import io.lockstep.core.port.JudgementStore;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attester's judgements that end with the test. */
public final class InMemoryJudgementStore implements JudgementStore {
  private record Kept(Judgement judgement, Instant at) {}

  private final List<FinalMessage> messages = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final InstantSource clock;
  private Optional<String> halted = Optional.empty();

  public InMemoryJudgementStore(InstantSource clock) {
    this.clock = clock;
  }

  public void makeFinal(FinalMessage message) {
    messages.add(message);
  }

  public void halt(String why) {
    halted = Optional.of(why);
  }

  public List<Judgement> judgements() {
    return kept.stream().map(Kept::judgement).toList();
  }

  @Override
  public Optional<String> halted() {
    return halted;
  }

  @Override
  public List<FinalMessage> unjudged(int countMax) {
    return messages.stream().skip(kept.size()).limit(countMax).toList();
  }

  @Override
  public Volumes volumes() {
    return (moment, asset) ->
        kept.stream()
            .filter(one -> !one.at().isBefore(moment) && one.judgement().hold().isEmpty())
            .flatMap(one -> Transfer.of(one.judgement().message().message()).stream())
            .filter(transfer -> transfer.asset().equals(asset))
            .map(Transfer::amount)
            .reduce(BigInteger.ZERO, BigInteger::add);
  }

  @Override
  public void keep(List<Judgement> judgements) {
    for (Judgement judgement : judgements) {
      if (!judgement.message().equals(messages.get(kept.size()))) {
        throw new IllegalStateException("the store was given another than the next message");
      }
      kept.add(new Kept(judgement, clock.instant()));
    }
  }
}
