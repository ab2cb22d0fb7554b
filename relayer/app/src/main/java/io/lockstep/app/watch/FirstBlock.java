package io.lockstep.app.watch;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.policy.ProviderQuorum.Verdict;
import java.util.List;
import java.util.OptionalLong;

/** From where a lane is read: a block before its gateway was there, which a quorum calls final. */
sealed interface FirstBlock {
  record Agreed(BlockId block) implements FirstBlock {}

  record NotYet(String why) implements FirstBlock {}

  /**
   * The last block before the gateway's first, or on a chain where that is not final yet the last
   * final one: any final block that is early enough will do.
   */
  static FirstBlock find(WatchedChain chain) {
    ProviderQuorum quorum = chain.quorum();
    List<Answer<Long>> heights = chain.providers().finalHeights();
    OptionalLong height = quorum.finalHeight(heights);
    if (height.isEmpty()) {
      return new NotYet(
          "final heights: found %s; expected answers of %d of %d providers"
              .formatted(Answers.text(heights), quorum.quorum(), quorum.configured()));
    }
    long beforeGateway = Math.max(0, chain.config().requireGateway().firstBlock() - 1);
    return agreed(Math.min(beforeGateway, height.getAsLong()), heights, chain);
  }

  private static FirstBlock agreed(long number, List<Answer<Long>> heights, WatchedChain chain) {
    List<Answer<BlockId>> blocks = chain.providers().blocksAt(number);
    return blocks.stream()
        .flatMap(Answers::given)
        .findFirst()
        .map(any -> judged(any, heights, blocks, chain.quorum()))
        .orElseGet(() -> new NotYet("block %d: found %s".formatted(number, Answers.text(blocks))));
  }

  private static FirstBlock judged(
      BlockId any,
      List<Answer<Long>> heights,
      List<Answer<BlockId>> blocks,
      ProviderQuorum quorum) {
    return switch (quorum.judge(any, heights, blocks)) {
      case Verdict.Final() -> new Agreed(any);
      case Verdict.Replaced(BlockId by) -> new Agreed(by);
      case Verdict.Undecided(String why) -> new NotYet(why);
    };
  }
}
