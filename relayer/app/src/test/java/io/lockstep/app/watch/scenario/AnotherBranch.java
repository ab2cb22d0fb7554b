package io.lockstep.app.watch.scenario;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.core.port.SourceChain;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All providers have other blocks above some height, until they have the old ones again. */
final class AnotherBranch {
  private final long fork;
  private boolean over;

  AnotherBranch(long fork) {
    this.fork = fork;
  }

  void end() {
    over = true;
  }

  SourceChain of(SourceChain chain) {
    return branched(SourceChain.class, chain);
  }

  private <T> T branched(Class<T> port, T real) {
    return Replies.handled(
        port, (method, arguments) -> toldIfAny(Replies.honest(real, method, arguments)));
  }

  private @Nullable Object toldIfAny(@Nullable Object honest) {
    return honest == null ? null : told(honest);
  }

  private Object told(Object honest) {
    return switch (honest) {
      case ChainProvider provider -> branched(ChainProvider.class, provider);
      case Optional<?> one -> one.map(this::told);
      case List<?> many -> many.stream().map(this::told).toList();
      case Answer.Given<?>(String provider, Object value) ->
          new Answer.Given<>(provider, told(value));
      case ChainTip(BlockId block, Hash32 parent) ->
          new ChainTip(other(block), other(new BlockId(block.number() - 1, parent)).hash());
      case BlockId block -> other(block);
      default -> honest;
    };
  }

  private BlockId other(BlockId block) {
    return over || block.number() <= fork
        ? block
        : new BlockId(block.number(), Keccak256.of(block.hash().bytes()));
  }
}
