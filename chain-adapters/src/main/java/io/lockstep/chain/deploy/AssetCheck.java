package io.lockstep.chain.deploy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.collateral.TokenView;
import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.TokenSettings;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import java.util.List;

/**
 * Assets are others' contracts and must be there before anything is sent. Amounts travel as they
 * are, so an asset and the token minted for it must have equal decimals.
 */
final class AssetCheck {

  private AssetCheck() {}

  static void require(DeploymentSettings settings, List<DeploymentSite> sites) {
    for (DeploymentSite site : sites) {
      ChainState state = ChainState.latest(site.chain());
      settings.lockedOn(site.chain().chainId()).stream()
          .flatMap(collateral -> collateral.assets().stream())
          .forEach(asset -> require(asset, state));
    }
  }

  private static void require(AssetSettings asset, ChainState state) {
    if (state.code(asset.asset()).length() == 0) {
      throw refused(state, asset.asset(), "found no code, expected a token");
    }
    asset.token().ifPresent(token -> requireDecimals(asset.asset(), token, state));
  }

  private static void requireDecimals(Address asset, TokenSettings token, ChainState state) {
    int found = decimals(asset, state);
    if (found != token.decimals()) {
      throw refused(
          state,
          asset,
          "found %d decimals, expected %d as its token %s shall have"
              .formatted(found, token.decimals(), token.symbol()));
    }
  }

  private static int decimals(Address asset, ChainState state) {
    try {
      return new TokenView(state, asset).decimals();
    } catch (ChainException e) {
      if (e.code() != Code.CALL_FAILED) {
        throw e;
      }
      throw refused(state, asset, "found a contract that does not tell its decimals");
    }
  }

  private static ChainException refused(ChainState state, Address asset, String why) {
    return new ChainException(
        Code.DEPLOYMENT_REFUSED,
        "asset %s on chain %s: %s".formatted(asset, state.chain().chainId(), why));
  }
}
