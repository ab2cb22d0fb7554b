package io.lockstep.app.demo;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.RelayerFolder;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.attesters.AttesterSite;
import io.lockstep.app.testnet.attesters.LocalAttesters;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.protocol.Address;
import java.util.stream.LongStream;

/** What stands before the story begins. */
final class Introduction {

  private Introduction() {}

  static void open(Narrator narrator) {
    narrator.line("Lockstep: two chains on this machine, and collateral that moves between them.");
    narrator.chapter("Two chains: a vault on A, a ledger on B, and a lane pair between them");
  }

  static void tell(TwoChains chains, Narrator narrator) {
    for (End end : chains.ends()) {
      narrator.step("chain %s is %s".formatted(end.name(), end.chain()));
      narrator.step("  gateway    %s".formatted(end.gateway()));
    }
    CollateralLanes lanes = chains.collateral();
    narrator.step("vault on A is %s, ledger on B is %s".formatted(lanes.vault(), lanes.ledger()));
    for (Address asset : lanes.assets()) {
      narrator.step(
          "%s on A is %s, minted on B as %s"
              .formatted(lanes.collateral(asset).symbol(), asset, lanes.tokenOf(asset)));
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
  }

  /** Who vouches for the lanes. */
  static void tell(LocalAttesters attesters, Narrator narrator) {
    QuorumKey key = attesters.key();
    narrator.chapter(
        "%d attesters, each for itself; any %d sign, and nobody holds their key"
            .formatted(key.roster().size(), key.threshold()));
    for (AttesterSite site : attesters.sites()) {
      narrator.step(
          "attester %s at %s, database %s, health %s/health/ready"
              .formatted(
                  site.self(),
                  site.address().door(),
                  site.database().user(),
                  site.address().health()));
    }
    narrator.step(
        "each has its share and identity, database, connections to both chains and policy");
    narrator.step(
        "a block is final here when %d lie above it: while a signature is awaited, the chains go on"
            .formatted(RelayerFolder.BLOCKS_TO_FINALITY));
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
