package io.lockstep.app.demo;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.TwoChains;

/** How to go on by hand while the chains are up. */
final class Playground {

  private static final String ROUTE =
      "route(bytes32,address)((address,uint24,bool,bool,uint256,uint256,uint256,uint256,uint256))";

  private final Narrator narrator;

  private Playground(Narrator narrator) {
    this.narrator = narrator;
  }

  static void describe(TwoChains chains, Narrator narrator) {
    new Playground(narrator).describe(chains.collateral());
  }

  private void describe(CollateralLanes lanes) {
    End a = lanes.out().source();
    End b = lanes.out().destination();
    narrator.line("The chains stay up until Ctrl-C. In another terminal, for example:");
    narrator.line("");
    narrator.line("  what the vault has locked for the lane, and its caps:");
    call(a, lanes.vault(), "'%s' %s %s".formatted(ROUTE, lanes.lane(), lanes.asset()));
    narrator.line("  the trader's margin:");
    call(
        b,
        lanes.ledger(),
        "'creditOf(bytes32,address,address)(uint256)' %s %s %s"
            .formatted(lanes.lane(), lanes.asset(), lanes.trader()));
    narrator.line("  how far the lane has been executed:");
    call(
        b,
        b.gateway(),
        "'inboundLane(bytes32)((uint64,bytes32,uint64,bool))' %s".formatted(lanes.lane()));
    narrator.line("");
  }

  private void call(End end, Object contract, String rest) {
    narrator.line(
        "    contracts/node_modules/.bin/cast call --rpc-url %s %s \\"
            .formatted(end.chain().endpoint(), contract));
    narrator.line("      " + rest);
  }
}
