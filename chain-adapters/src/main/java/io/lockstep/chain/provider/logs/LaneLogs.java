package io.lockstep.chain.provider.logs;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.provider.Blocks;
import io.lockstep.chain.provider.Provider;
import io.lockstep.chain.rpc.Reply;
import io.lockstep.chain.rpc.RpcCall;
import io.lockstep.chain.rpc.UnreadableAnswer;
import io.lockstep.core.domain.AppendedLog;
import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A lane's messages in the logs that one provider has. A page is as long as the provider lets it
 * be, and belongs to one branch of the chain: its last block, and the blocks of its newest logs,
 * are the same after the logs were read as the logs themselves say. So a node that is torn between
 * two branches, or one of several behind one address, is not taken for one that invents messages.
 */
public final class LaneLogs {

  private final Provider provider;
  private final LogFilter filter;
  private final LogLimits limits;
  private final AdaptiveRange range;
  private final LogsReader reader;
  private final LogOrder order;

  public LaneLogs(Provider provider, LogFilter filter, LogLimits limits) {
    this(provider, filter, limits, new LogDecoder(filter));
  }

  LaneLogs(Provider provider, LogFilter filter, LogLimits limits, LogDecoder decoder) {
    this.provider = provider;
    this.filter = filter;
    this.limits = limits;
    this.range =
        new AdaptiveRange(
            limits.blocksMax(),
            blocks -> provider.listener().rangeChanged(provider.name(), blocks));
    this.reader = new LogsReader(decoder, limits.recordBytesMax(), this::repaired);
    this.order = new LogOrder(this::repaired);
  }

  private void repaired(LogDefect defect) {
    provider.listener().logsRepaired(provider.name(), defect);
  }

  /** The logs from the first block on, through the last one or as far as the provider lets. */
  public synchronized AppendedPage read(long fromBlock, long throughBlock) {
    while (true) {
      long last = Math.min(throughBlock, fromBlock + range.blocks() - 1);
      long blocks = last - fromBlock + 1;
      Optional<AppendedPage> page = tryRead(fromBlock, last);
      if (page.isPresent()) {
        range.growBeyond(blocks);
        provider.listener().logsRead(provider.name(), blocks, page.get().logs().size());
        return page.get();
      }
      if (blocks == 1) {
        throw new ChainException(
            Code.RPC_TOO_LARGE,
            "%s: found that even the logs of block %d alone are too many, expected an answer; raise its limits or use another provider"
                .formatted(provider, fromBlock));
      }
      range.shrinkBelow(blocks);
    }
  }

  /** Nothing if that were too many blocks. */
  private Optional<AppendedPage> tryRead(long fromBlock, long last) {
    BlockId through = requireBlock(last);
    return fetch(fromBlock, last).map(logs -> page(logs, fromBlock, through));
  }

  private AppendedPage page(List<AppendedLog> logs, long fromBlock, BlockId through) {
    List<AppendedLog> ordered = inOrder(logs, fromBlock, through.number());
    requireOneBranch(ordered, through);
    return new AppendedPage(ordered, through);
  }

  private List<AppendedLog> inOrder(List<AppendedLog> logs, long fromBlock, long last) {
    try {
      return order.of(logs, fromBlock, last);
    } catch (UnreadableAnswer e) {
      throw new ChainException(Code.RPC_MALFORMED, "%s: %s".formatted(provider, e.getMessage()), e);
    }
  }

  private Optional<List<AppendedLog>> fetch(long fromBlock, long last) {
    RpcCall<List<AppendedLog>> call =
        new RpcCall<>("eth_getLogs", List.of(filter.within(fromBlock, last)), reader);
    try {
      return switch (provider.ask(call)) {
        case Reply.Result<List<AppendedLog>>(var logs) -> Optional.of(logs);
        case Reply.Refused<List<AppendedLog>> refused -> judge(refused);
      };
    } catch (ChainException e) {
      if (e.code() == Code.RPC_TOO_LARGE) {
        return Optional.empty();
      }
      if (e.code() == Code.RPC_TIMEOUT) {
        // It is not tried again at once: each try may take as long.
        range.shrinkBelow(last - fromBlock + 1);
      }
      throw e;
    }
  }

  private Optional<List<AppendedLog>> judge(Reply.Refused<?> refused) {
    return switch (RangeRefusal.of(refused)) {
      case TOO_MUCH -> Optional.empty();
      case TOO_OFTEN ->
          throw new ChainException(
              Code.RPC_BUSY, "%s: eth_getLogs was refused: %s".formatted(provider, refused));
      case OTHER ->
          throw new ChainException(
              Code.RPC_ERROR, "%s: eth_getLogs failed: %s".formatted(provider, refused));
    };
  }

  private BlockId requireBlock(long number) {
    return provider
        .require(Blocks.numbered(number))
        .map(ChainTip::block)
        .orElseThrow(() -> provider.unknown("block " + number));
  }

  private void requireOneBranch(List<AppendedLog> logs, BlockId through) {
    List<BlockId> claimed =
        Stream.concat(
                Stream.of(through),
                logs.stream()
                    .map(log -> log.place().block())
                    .filter(block -> block.number() > through.number() - limits.branchBlocksMax()))
            .distinct()
            .toList();
    List<Optional<ChainTip>> found =
        provider.requireAll(
            claimed.stream().map(block -> Blocks.numbered(block.number())).toList());
    for (int i = 0; i < claimed.size(); i++) {
      requireSame(claimed.get(i), found.get(i).map(ChainTip::block));
    }
  }

  private void requireSame(BlockId claimed, Optional<BlockId> found) {
    if (!found.equals(Optional.of(claimed))) {
      throw new ChainException(
          Code.CHAIN_CHANGED,
          "%s: %s: found %s, expected %s; the chain may have changed while it was read"
              .formatted(
                  provider,
                  LogDefect.OTHER_BRANCH,
                  claimed,
                  found.map(BlockId::toString).orElse("a block that is there")));
    }
  }
}
