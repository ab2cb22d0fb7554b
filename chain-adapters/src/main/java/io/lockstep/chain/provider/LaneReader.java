package io.lockstep.chain.provider;

import io.lockstep.chain.proof.TrustedGateway;
import io.lockstep.chain.provider.logs.LaneLogs;
import io.lockstep.chain.provider.logs.LogFilter;
import io.lockstep.chain.provider.logs.LogLimits;
import io.lockstep.chain.provider.proving.LaneProver;
import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.protocol.Lane;
import java.util.Optional;

/** What one provider tells of one lane. */
final class LaneReader implements ChainProvider {

  private final Provider provider;
  private final LaneLogs logs;
  private final LaneProver prover;

  private LaneReader(Provider provider, LaneLogs logs, LaneProver prover) {
    this.provider = provider;
    this.logs = logs;
    this.prover = prover;
  }

  static LaneReader of(Provider provider, Lane lane, TrustedGateway gateway, LogLimits limits) {
    return new LaneReader(
        provider,
        new LaneLogs(provider, new LogFilter(lane.source().account(), lane.id()), limits),
        new LaneProver(provider, lane, gateway));
  }

  Provider provider() {
    return provider;
  }

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
    return provider.during(Operation.LOGS, () -> logs.read(fromBlock, throughBlock));
  }

  @Override
  public ProvenLane prove(BlockId block) {
    return provider.during(Operation.PROOF, () -> prover.prove(block));
  }

  @Override
  public Optional<ProvenLane> findProof(BlockId block) {
    return provider.during(Operation.PROOF, () -> prover.find(block));
  }
}
