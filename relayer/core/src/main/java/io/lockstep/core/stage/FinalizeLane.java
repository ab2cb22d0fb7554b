package io.lockstep.core.stage;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.policy.ProviderQuorum.Verdict;
import io.lockstep.core.port.LaneStore;
import io.lockstep.core.port.SourceChain;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stage 2: makes what was proven part of the lane's log, once a quorum of the configured providers
 * calls the block of the proof final.
 *
 * <p>The only thing that the quorum decides is which block is final. What the lane held there is
 * arithmetic.
 */
public final class FinalizeLane implements Stage {
  private final LaneStore store;
  private final SourceChain chain;
  private final ProviderQuorum quorum;

  public FinalizeLane(LaneStore store, SourceChain chain, ProviderQuorum quorum) {
    this.store = store;
    this.chain = chain;
    this.quorum = quorum;
  }

  @Override
  public String name() {
    return "FinalizeLane";
  }

  @Override
  public Step step() {
    Optional<String> halted = store.halted();
    if (halted.isPresent()) {
      return new Step.Halted(halted.get());
    }
    List<ProvenLane> proofs = store.proofs();
    return proofs.isEmpty() ? new Step.Idle("nothing proven is waiting") : finalizeOneOf(proofs);
  }

  private Step finalizeOneOf(List<ProvenLane> proofs) {
    List<Answer<Long>> heights = chain.finalHeights();
    OptionalLong height = quorum.finalHeight(heights);
    if (height.isEmpty()) {
      return new Step.Blocked(tooFewAnswers(heights));
    }
    return proofs.stream()
        .filter(proof -> proof.block().number() <= height.getAsLong())
        .findFirst()
        .map(newest -> judge(newest, proofs, heights))
        .orElseGet(() ->
            new Step.Idle(
                "%s waits for finality, which is at %d"
                    .formatted(proofs.getLast().block(), height.getAsLong())));
  }

  private String tooFewAnswers(List<Answer<Long>> heights) {
    return "final heights: found %s, expected answers of %d of %d providers"
        .formatted(heights, quorum.quorum(), quorum.configured());
  }

  private Step judge(ProvenLane proof, List<ProvenLane> proofs, List<Answer<Long>> heights) {
    BlockId block = proof.block();
    return switch (quorum.judge(block, heights, chain.blocksAt(block.number()))) {
      case Verdict.Final() -> {
        store.finalize(proof);
        yield new Step.Moved(
            "final through message %d at %s".formatted(proof.outbound().nonce(), block));
      }
      case Verdict.Replaced(BlockId by) -> takeBack(proof, proofs, by);
      case Verdict.Undecided(String why) -> new Step.Blocked(why);
    };
  }

  private Step takeBack(ProvenLane proof, List<ProvenLane> proofs, BlockId by) {
    BlockId last =
        proofs.stream()
            .map(ProvenLane::block)
            .filter(block -> block.number() < proof.block().number())
            .findFirst()
            .orElseGet(() -> store.finalPosition().block());
    String what =
        "%s was proven, and a quorum of providers calls %s final: what was seen after %s is taken back"
            .formatted(proof.block(), by, last);
    store.takeBack(last, new Incident(Incident.Kind.REORG, what));
    chain.turnFromCurrent("it may be on the branch of " + proof.block());
    return new Step.Moved(what);
  }
}
