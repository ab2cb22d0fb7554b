package io.lockstep.app.demo;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.attesters.AttesterSite;
import io.lockstep.app.testnet.attesters.LocalAttesters;

/** How to go on by hand while the chains are up. */
final class Playground {

  private static final String ROUTE =
      "route(bytes32,address)((address,uint24,bool,bool,uint256,uint256,uint256,uint256,uint256))";

  private final Narrator narrator;

  private Playground(Narrator narrator) {
    this.narrator = narrator;
  }

  static void describe(TwoChains chains, LocalAttesters attesters, Narrator narrator) {
    Playground playground = new Playground(narrator);
    playground.describe(chains.collateral());
    playground.describe(attesters, chains.collateral());
  }

  private void describe(CollateralLanes lanes) {
    End a = lanes.out().source();
    End b = lanes.out().destination();
    narrator.line("Chains and attesters stay up until Ctrl-C. In another terminal, for example:");
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

  /** Everybody may read what the quorum has signed; who it is, the identity in TLS tells. */
  private void describe(LocalAttesters attesters, CollateralLanes lanes) {
    AttesterSite first = attesters.sites().getFirst();
    narrator.line("  what the quorum has signed, from any attester:");
    narrator.line(
        "    curl -ks %s/v1/lanes/%s/checkpoints".formatted(first.address().door(), lanes.lane()));
    narrator.line("  how an attester does, whether it is ready, and what it counts:");
    narrator.line("    ./lockstep attester status --config %s".formatted(first.config()));
    narrator.line("    curl -s %s/health/ready".formatted(first.address().health()));
    narrator.line("    curl -s %s/metrics".formatted(first.address().health()));
    narrator.line("  what each attester has, and what it says:");
    narrator.line("    ls %s".formatted(first.folder().resolveSibling("")));
    narrator.line("");
  }

  private void call(End end, Object contract, String rest) {
    narrator.line(
        "    contracts/node_modules/.bin/cast call --rpc-url %s %s \\"
            .formatted(end.chain().endpoint(), contract));
    narrator.line("      " + rest);
  }
}
