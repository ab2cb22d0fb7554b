package io.lockstep.core.policy;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.policy.ProviderQuorum.Verdict;
import io.lockstep.core.port.SourceChain;

/** Whether a block that was final is still on the chain. One provider's word is not enough. */
public final class FinalBlockCheck {
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
