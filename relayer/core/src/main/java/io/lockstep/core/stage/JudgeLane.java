package io.lockstep.core.stage;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Judgement;
import io.lockstep.core.policy.judging.Policy;
import io.lockstep.core.policy.judging.Transfer;
import io.lockstep.core.policy.judging.Verdict;
import io.lockstep.core.port.JudgementStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attester's own stage, between finality and signing: holds what is suspicious, waits with what
 * is early, and moves the position up to which it may sign.
 *
 * <p>Each message is judged once. A hold stays for ever, and so does its absence: what is decided
 * later has no effect, and whoever wants to stop what is signed already must pause.
 */
public final class JudgeLane implements Stage {
  private static final int MESSAGES_PER_STEP_MAX = 1_000;

  private final JudgementStore store;
  private final Policy policy;
  private final InstantSource clock;

  public JudgeLane(JudgementStore store, Policy policy, InstantSource clock) {
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "JudgeLane";
  }

  @Override
  public Step step() {
    Optional<String> halted = store.halted();
    if (halted.isPresent()) {
      return new Step.Halted(halted.get());
    }
    List<FinalMessage> messages = store.unjudged(MESSAGES_PER_STEP_MAX);
    return messages.isEmpty() ? new Step.Idle("every final message is judged") : judge(messages);
  }

  private Step judge(List<FinalMessage> messages) {
    Instant now = clock.instant();
    RunningVolumes volumes = new RunningVolumes(store.volumes());
    List<Judgement> judgements = new ArrayList<>();
    for (FinalMessage message : messages) {
      switch (policy.judge(message, now, volumes)) {
        case Verdict.Sign() -> {
          judgements.add(Judgement.good(message));
          Transfer.of(message.message()).ifPresent(volumes::add);
        }
        case Verdict.Hold(String reason) -> judgements.add(Judgement.held(message, reason));
        case Verdict.Wait wait -> {
          return judgements.isEmpty() ? waiting(message, wait) : keep(judgements);
        }
      }
    }
    return keep(judgements);
  }

  private static Step waiting(FinalMessage message, Verdict.Wait wait) {
    return new Step.Idle(
        "message %d waits until %s: %s".formatted(message.nonce(), wait.until(), wait.reason()));
  }

  private Step keep(List<Judgement> judgements) {
    store.keep(judgements);
    long held = judgements.stream().filter(judgement -> judgement.hold().isPresent()).count();
    return new Step.Moved(
        "judged through message %d, %d held"
            .formatted(judgements.getLast().message().nonce(), held));
  }
}
