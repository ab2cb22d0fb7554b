package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hello;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What collateral needs of the lanes that it travels on. */
final class CollateralRules {

  /** What the dearest payout takes, of a token that burns all that a push may take: 181,000. */
  private static final int PAYOUT_GAS_MIN = 200_000;

  private record Ends(ChainId vaultChain, ChainId ledgerChain) {}

  private CollateralRules() {}

  static void check(List<CollateralSettings> collateral, List<LanePairSettings> lanes) {
    Set<Ends> known = new HashSet<>();
    for (CollateralSettings settings : collateral) {
      LanePairSettings lane =
          lanes.stream()
              .filter(settings::travelsOn)
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "collateral from chain %s to chain %s has no lane pair on channel %s"
                          .formatted(
                              settings.vaultChain(), settings.ledgerChain(), settings.channel())));
      checkLimits(settings, lane);
      // There is one vault and one ledger a chain, and ERC-7786 tells a ledger who sent and not by
      // which lane: a ledger connects a vault once.
      if (!known.add(new Ends(settings.vaultChain(), settings.ledgerChain()))) {
        throw new IllegalArgumentException(
            "collateral from chain %s to chain %s is named twice, expected one channel for all of it"
                .formatted(settings.vaultChain(), settings.ledgerChain()));
      }
    }
  }

  /** What is over a limit could be listed, and never sent. */
  private static void checkLimits(CollateralSettings settings, LanePairSettings lane) {
    Hello atVault = lane.endOn(settings.vaultChain()).limits();
    Hello atLedger = lane.endOn(settings.ledgerChain()).limits();
    requireFits("release", settings.releaseGasLimit(), settings.vaultChain(), atVault);
    requirePays("release", settings.releaseGasLimit(), settings.vaultChain());
    requirePays("refund by a void", atVault.voidedGasLimit(), settings.vaultChain());
    for (AssetSettings asset : settings.assets()) {
      requireFits(
          "transfer of " + asset.asset(), asset.gasLimit(), settings.ledgerChain(), atLedger);
    }
  }

  /** With less, one asset's payouts could park another's. */
  private static void requirePays(String what, long gasLimit, ChainId chain) {
    if (gasLimit < PAYOUT_GAS_MIN) {
      throw new IllegalArgumentException(
          "%s to chain %s: found gas limit %d, expected at least %d"
              .formatted(what, chain, gasLimit, PAYOUT_GAS_MIN));
    }
  }

  private static void requireFits(String what, int gasLimit, ChainId chain, Hello limits) {
    if (gasLimit > limits.gasLimitMax() || CollateralPayload.LENGTH > limits.payloadBytesMax()) {
      throw new IllegalArgumentException(
          "%s to chain %s: found gas limit %d and %d bytes, expected at most %d and %d"
              .formatted(
                  what,
                  chain,
                  gasLimit,
                  CollateralPayload.LENGTH,
                  limits.gasLimitMax(),
                  limits.payloadBytesMax()));
    }
  }
}
