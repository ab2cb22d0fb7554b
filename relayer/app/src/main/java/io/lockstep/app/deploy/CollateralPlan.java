package io.lockstep.app.deploy;

import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.app.deploy.DeploymentPlan.ChainNames;
import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.chain.deploy.plan.TokenSettings;
import io.lockstep.protocol.Channel;
import java.util.Optional;
import java.util.function.Supplier;

/** The collateral of a deployment's plan. */
final class CollateralPlan {
  private static final int GAS_LIMIT_MAX = (1 << 24) - 1;

  private CollateralPlan() {}

  static Value<CollateralSettings> read(Section section, ChainNames names) {
    var channel = section.required("channel", Scalar.hash());
    var vault = names.required(section, "vault");
    var ledger = names.required(section, "ledger");
    var releaseGas = section.required("release-gas-limit", Scalar.wholeNumber(1, GAS_LIMIT_MAX));
    var assets =
        Values.list(section.sections("assets").stream().map(CollateralPlan::asset).toList());
    section.refuseUnknown();
    return Values.all(channel, vault, ledger, releaseGas, assets).areRight()
        ? made(
            section,
            "assets",
            () ->
                new CollateralSettings(
                    new Channel(channel.get()),
                    vault.get(),
                    ledger.get(),
                    releaseGas.get(),
                    assets.get()))
        : Value.wrong();
  }

  private static Value<AssetSettings> asset(Section section) {
    var asset = section.required("asset", Scalar.address());
    var gasLimit = section.required("gas-limit", Scalar.wholeNumber(1, GAS_LIMIT_MAX));
    var byStandard = section.optional("by-standard", false, Scalar.yesOrNo());
    var lockCap = section.required("lock-cap", Scalar.amount());
    var payoutCap = section.required("payout-cap", Scalar.amount());
    var ledgerCap = section.required("ledger-cap", Scalar.amount());
    Value<Optional<TokenSettings>> token = token(section);
    section.refuseUnknown();
    return Values.all(asset, gasLimit, byStandard, lockCap, payoutCap, ledgerCap, token).areRight()
        ? made(
            section,
            "lock-cap",
            () ->
                new AssetSettings(
                    asset.get(),
                    gasLimit.get(),
                    byStandard.get(),
                    lockCap.get(),
                    payoutCap.get(),
                    ledgerCap.get(),
                    token.get()))
        : Value.wrong();
  }

  private static Value<Optional<TokenSettings>> token(Section section) {
    Optional<Section> found = section.findSection("token");
    if (found.isEmpty()) {
      return Value.of(Optional.empty());
    }
    Section token = found.get();
    var name = token.required("name", Scalar.text());
    var symbol = token.required("symbol", Scalar.text());
    var decimals = token.required("decimals", Scalar.wholeNumber(0, 255));
    token.refuseUnknown();
    return Values.all(name, symbol, decimals)
        .then(() -> Optional.of(new TokenSettings(name.get(), symbol.get(), decimals.get())));
  }

  /** What the settings themselves refuse becomes a problem of the file. */
  private static <T> Value<T> made(Section section, String key, Supplier<T> settings) {
    try {
      return Value.of(settings.get());
    } catch (IllegalArgumentException e) {
      section.wrong(key, String.valueOf(e.getMessage()));
      return Value.wrong();
    }
  }
}
