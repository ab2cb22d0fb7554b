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
  private static final long QUIET_BLOCKS_MAX = 64;

  private static final Step NOTHING_PROVEN = new Step.Idle("nothing proven is waiting");

  private final LaneStore store;
  private final SourceChain chain;
  private final ProviderQuorum quorum;

  /** Forgotten in a restart, after which the comparison is made once more. */
  private long comparedAt;

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
    return proofs.isEmpty() ? compareBranches() : finalizeOneOf(proofs);
  }

  // Nothing is proven

  /**
   * A quiet lane, or a provider that is read from on a branch of its own, where nobody sends. A
   * proof from there would be voted down; its silence would never be. So every so many blocks its
   * final block is held against that of the quorum.
   */
  private Step compareBranches() {
    long readThrough = store.observed().readThrough().number();
    long since = Math.max(comparedAt, store.finalPosition().block().number());
    if (readThrough - since < QUIET_BLOCKS_MAX) {
      return NOTHING_PROVEN;
    }
    List<Answer<Long>> heights = chain.finalHeights();
    OptionalLong height = quorum.finalHeight(heights);
    if (height.isEmpty()) {
      return new Step.Blocked(tooFewAnswers(heights));
    }
    String reading = chain.provider().name();
    List<Answer<BlockId>> blocks = chain.blocksAt(height.getAsLong());
    return blocks.stream()
        .filter(answer -> answer.provider().equals(reading))
        .<Step>map(answer -> compare(answer, heights, blocks, readThrough))
        .findFirst()
        .orElse(NOTHING_PROVEN);
  }

  private Step compare(
      Answer<BlockId> read,
      List<Answer<Long>> heights,
      List<Answer<BlockId>> blocks,
      long readThrough) {
    if (!(read instanceof Answer.Given<BlockId>(String provider, BlockId block))) {
      return NOTHING_PROVEN;
    }
    return switch (quorum.judge(block, heights, blocks)) {
      case Verdict.Final() -> {
        comparedAt = readThrough;
        yield NOTHING_PROVEN;
      }
      case Verdict.Replaced(BlockId by) -> leaveBranch(provider, block, by);
      case Verdict.Undecided(String why) -> new Step.Blocked(why);
    };
  }

  private Step leaveBranch(String provider, BlockId block, BlockId by) {
    BlockId last = store.finalPosition().block();
    String what =
        "%s has %s, and a quorum of providers calls %s final: what was seen after %s is taken back"
            .formatted(provider, block, by, last);
    store.takeBack(last, new Incident(Incident.Kind.PROVIDERS_DISAGREE, what));
    chain.turnFrom(provider, "it is on a branch of its own at " + block);
    return new Step.Moved(what);
  }

  // Something is

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
