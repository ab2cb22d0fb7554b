package io.lockstep.chain.provider;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.AppendedLog;
import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.core.port.SourceChain;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.LaneHead;
import java.util.List;
import java.util.Optional;

/** A broken variant: what is proven is whatever the logs lead to. */
record CredulousSource(SourceChain source, FinalPosition start) implements SourceChain {

  @Override
  public ChainProvider provider() {
    return new CredulousProvider(source.provider(), start);
  }

  @Override
  public void turnFrom(String provider, String why) {
    source.turnFrom(provider, why);
  }

  @Override
  public void turnFromCurrent(String why) {
    source.turnFromCurrent(why);
  }

  @Override
  public void quarantine(DisprovedAnswer proof) {
    source.quarantine(proof);
  }

  @Override
  public List<Answer<BlockId>> tips() {
    return source.tips();
  }

  @Override
  public List<Answer<Long>> finalHeights() {
    return source.finalHeights();
  }

  @Override
  public List<Answer<BlockId>> blocksAt(long number) {
    return source.blocksAt(number);
  }

  private record CredulousProvider(ChainProvider provider, FinalPosition start)
      implements ChainProvider {

    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public ChainTip tip() {
      return provider.tip();
    }

    @Override
    public Optional<BlockId> blockAt(long number) {
      return provider.blockAt(number);
    }

    @Override
    public AppendedPage appended(long fromBlock, long throughBlock) {
      return provider.appended(fromBlock, throughBlock);
    }

    @Override
    public ProvenLane prove(BlockId block) {
      LaneHead head = start.head();
      for (AppendedLog log : appended(start.block().number() + 1, block.number()).logs()) {
        head = head.append(log.message());
      }
      return new ProvenLane(block, head, start.head(), Bytes.EMPTY);
    }

    @Override
    public Optional<ProvenLane> findProof(BlockId block) {
      return Optional.of(prove(block));
    }
  }
}
