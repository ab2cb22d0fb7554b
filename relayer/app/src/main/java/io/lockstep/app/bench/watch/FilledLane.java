package io.lockstep.app.bench.watch;

import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.Samples;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.TwoChains.Extent;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;

/** A lane between two local chains, with as many messages as are asked for. */
final class FilledLane implements AutoCloseable {

  /** The least that Anvil knows: how far what it calls final lies behind its newest block. */
  private static final int BLOCKS_TO_FINALITY = 2;

  /** Some 8 million gas. */
  private static final int MESSAGES_PER_BLOCK = 1_000;

  private static final int STATES_USUALLY_KEPT = 128;

  /** So that each answer comes in time. */
  private static final int BLOCKS_AT_ONCE = 200;

  /** With the number that the sample sender adds, as long as a transfer of collateral. */
  private static final Bytes PAYLOAD =
      Bytes.copyOf(new byte[CollateralPayload.LENGTH - Hash32.LENGTH]);

  private final TwoChains chains;
  private final Samples samples;

  private FilledLane(TwoChains chains) {
    this.chains = chains;
    this.samples = chains.samples();
  }

  static FilledLane start() {
    return start(settings(TwoChains.CHAIN_A));
  }

  /**
   * On a chain that can be made a hundred thousand blocks long in minutes. Later hard forks keep
   * hashes of blocks in storage, which Anvil hashes for each block; and it forgets old states, as
   * most nodes do.
   */
  static FilledLane startOnLongChain() {
    return start(
        settings(TwoChains.CHAIN_A).withHardfork("shanghai").withStatesKept(STATES_USUALLY_KEPT));
  }

  private static AnvilSettings settings(long chain) {
    return AnvilSettings.of(chain).withBlocksToFinality(BLOCKS_TO_FINALITY);
  }

  private static FilledLane start(AnvilSettings source) {
    TwoChains chains =
        TwoChains.start(
            source, settings(TwoChains.CHAIN_B), Extent.WITH_SAMPLES, DeploymentProgress.silent());
    FilledLane lane = new FilledLane(chains);
    // Nobody may send before the other end has said HELLO.
    Direction back = lane.samples.back();
    back.deliver(back.next(Holds.NONE));
    return lane;
  }

  /** Sends until the lane has so many messages, its own HELLO among them. */
  void fill(long messages) {
    fill(messages, MESSAGES_PER_BLOCK);
  }

  void fill(long messages, int perBlockMax) {
    for (long left = messages - head().nonce(); left > 0; left -= perBlockMax) {
      samples.sendMany(PAYLOAD, (int) Math.min(left, perBlockMax));
    }
  }

  /** Blocks without messages. */
  void mine(int blocks) {
    for (int left = blocks; left > 0; left -= BLOCKS_AT_ONCE) {
      source().chain().mine(Math.min(left, BLOCKS_AT_ONCE));
    }
  }

  Lane lane() {
    return samples.lane();
  }

  End source() {
    return samples.there().source();
  }

  End destination() {
    return samples.there().destination();
  }

  /** Where the gateway says that the lane stands. */
  LaneHead head() {
    return source().view().findOutboundLane(lane().id()).orElseThrow().head();
  }

  @Override
  public void close() {
    chains.close();
  }
}
