package io.lockstep.app.demo;

import io.lockstep.chain.rpc.ChainConnection;
import java.util.stream.LongStream;

/** What stands before the story begins. */
final class Introduction {

  private Introduction() {}

  static void open(Narrator narrator) {
    narrator.line("Lockstep: two chains on this machine, a lane pair, messages both ways.");
    narrator.chapter("Two chains, a gateway on each, and a lane pair between them");
  }

  static void tell(TwoChains chains, Narrator narrator) {
    for (End end : chains.ends()) {
      narrator.step("chain %s is %s".formatted(end.name(), end.chain()));
      narrator.step("  gateway          %s".formatted(end.gateway()));
      narrator.step("  sample sender    %s".formatted(end.sampleSender()));
      narrator.step("  sample recipient %s".formatted(end.sampleRecipient()));
    }
    for (Direction direction : chains.directions()) {
      narrator.step("lane %s is %s".formatted(direction, direction.lane()));
    }
    for (End end : chains.ends()) {
      narrator.step(
          "chain %s: %d transactions until here, %,d gas"
              .formatted(end.name(), end.latest().block().number(), gasSoFar(end)));
    }
    narrator.step(
        "%d points of the deployment verified on chain; the deployer has no power left"
            .formatted(chains.verifiedPoints()));
    narrator.step("the quorum's key is held by one signer here, which only a demo may do");
  }

  /** A block of a local chain holds one transaction. */
  private static long gasSoFar(End end) {
    ChainConnection chain = end.chain().connection();
    return LongStream.rangeClosed(1, end.latest().block().number())
        .map(number -> gasUsed(chain, number))
        .sum();
  }

  private static long gasUsed(ChainConnection chain, long number) {
    String quantity =
        chain
            .ask("eth_getBlockByNumber", "0x" + Long.toHexString(number), false)
            .required("gasUsed")
            .stringValue();
    return Long.decode(quantity);
  }
}
