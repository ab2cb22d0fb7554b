package io.lockstep.core.policy;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.policy.ProviderQuorum.Verdict;
import io.lockstep.core.port.SourceChain;
import java.util.Optional;
import java.util.OptionalLong;

/** What only a quorum can say of a block: one provider's word is not enough. */
public final class FinalBlockCheck {
  /** What somebody who is honest may know beyond what most do: a few blocks, and no more. */
  public static final long BLOCKS_AHEAD_MAX = 64;

  private final SourceChain chain;
  private final ProviderQuorum quorum;

  public FinalBlockCheck(SourceChain chain, ProviderQuorum quorum) {
    this.chain = chain;
    this.quorum = quorum;
  }

  /** What the quorum says. */
  public sealed interface Result {
    /** A quorum calls another block final: what was believed for ever is not so. */
    record Broken(Incident incident) implements Result {}

    /** Nothing that a quorum says speaks against it. */
    record Stands(String why) implements Result {}
  }

  /**
   * Why no quorum can have come near the block, if that is so: a provider that is honest may know a
   * few blocks more than the others, and no more than a few.
   */
  public Optional<String> beyondReach(BlockId block) {
    OptionalLong reached = quorum.heightReached(chain.tips());
    return reached.isPresent() && block.number() - reached.getAsLong() > BLOCKS_AHEAD_MAX
        ? Optional.of(
            "%s is told of, and a quorum of providers has come no further than %d"
                .formatted(block, reached.getAsLong()))
        : Optional.empty();
  }

  public Result check(BlockId block) {
    return switch (quorum.judge(block, chain.finalHeights(), chain.blocksAt(block.number()))) {
      case Verdict.Final() -> new Result.Stands("the quorum has " + block);
      case Verdict.Undecided(String why) -> new Result.Stands(why);
      case Verdict.Replaced(BlockId by) ->
          new Result.Broken(
              new Incident(
                  Incident.Kind.FINALITY_BROKEN,
                  "%s was final, and now a quorum of providers calls %s final: the lane halts until an operator decides"
                      .formatted(block, by)));
    };
  }
}
