package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.rpc.Reply;
import io.lockstep.core.domain.ChainTip;
import java.util.Locale;
import java.util.Optional;

/** What a provider must say of a block for it to count as final. */
public sealed interface FinalityPolicy {

  /** The height of the newest block that the provider calls final. */
  long finalHeight(Provider provider);

  /** The chain's own finality: it would take slashed validators to undo it. */
  record Finalized() implements FinalityPolicy {
    @Override
    public long finalHeight(Provider provider) {
      return heightBelowTip("finalized", provider);
    }
  }

  /** Weaker than final: it takes a network that is cut in two to undo it. */
  record Safe() implements FinalityPolicy {
    @Override
    public long finalHeight(Provider provider) {
      return heightBelowTip("safe", provider);
    }
  }

  /** For chains that do not say what is final: that many blocks lie above. */
  record Depth(int blocks) implements FinalityPolicy {
    public Depth {
      if (blocks < 1) {
        throw new IllegalArgumentException(
            "depth of finality: found %d blocks, expected 1 or more".formatted(blocks));
      }
    }

    @Override
    public long finalHeight(Provider provider) {
      return Math.max(0, heightNamed("latest", provider) - blocks);
    }
  }

  /**
   * A node for which every block is final at once has not understood the question: Ganache answers
   * any name with its newest block.
   */
  private static long heightBelowTip(String tag, Provider provider) {
    long height = heightNamed(tag, provider);
    long tip = heightNamed("latest", provider);
    if (height == tip && tip > 0) {
      throw new ChainException(
          Code.NOT_CAPABLE,
          "%s: found its newest block %d called '%s', expected an older one; configure finality by depth for this chain"
              .formatted(provider, tip, tag));
    }
    return height;
  }

  private static long heightNamed(String tag, Provider provider) {
    Reply<Optional<ChainTip>> reply = provider.ask(Blocks.named(tag));
    return switch (reply) {
      case Reply.Result<Optional<ChainTip>>(var block) ->
          block.orElseThrow(() -> provider.unknown(tag + " block")).block().number();
      case Reply.Refused<Optional<ChainTip>> refused -> throw failure(tag, refused, provider);
    };
  }

  private static ChainException failure(String tag, Reply.Refused<?> refused, Provider provider) {
    // As geth says it for as long as its consensus client has named no final block.
    return refused.message().toLowerCase(Locale.ROOT).contains("block not found")
        ? provider.unknown(tag + " block")
        : new ChainException(
            Code.NOT_CAPABLE,
            "%s: found that it does not know the block '%s' (%s), expected that it does; configure finality by depth for this chain"
                .formatted(provider, tag, refused));
  }
}
