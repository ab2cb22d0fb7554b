package io.lockstep.app.attester;

import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.core.policy.judging.AllowedAccounts;
import io.lockstep.core.policy.judging.AllowedAssets;
import io.lockstep.core.policy.judging.AmountAbove;
import io.lockstep.core.policy.judging.DeniedAccounts;
import io.lockstep.core.policy.judging.DeniedAssets;
import io.lockstep.core.policy.judging.Policy;
import io.lockstep.core.policy.judging.Rule;
import io.lockstep.core.policy.judging.VolumeAbove;
import io.lockstep.core.policy.judging.YoungerThan;
import io.lockstep.protocol.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an attester holds and what it waits with.
 *
 * @param foreignHoldsPerHour how many messages it parks on the word of each other attester alone
 */
public record PolicyConfig(Policy policy, int foreignHoldsPerHour) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int FOREIGN_HOLDS_USUAL = 16;
  private static final int FOREIGN_HOLDS_MAX = 10_000;

  static Value<PolicyConfig> read(Section section) {
    var waitMax = section.optional("wait-max", Duration.ofHours(1), Scalar.duration(SECOND, DAY));
    var age = section.optional("minimum-age", Scalar.duration(SECOND, DAY));
    var deniedAccounts = section.optionalList("denied-accounts", Scalar.address());
    var allowedAccounts = section.optionalList("allowed-accounts", Scalar.address());
    var deniedAssets = section.optionalList("denied-assets", Scalar.address());
    var allowedAssets = section.optionalList("allowed-assets", Scalar.address());
    var amounts =
        Values.list(
            section.optionalSections("amounts").stream().map(PolicyConfig::amount).toList());
    var volumes =
        Values.list(
            section.optionalSections("volumes").stream().map(PolicyConfig::volume).toList());
    var foreignHolds =
        section.optional(
            "foreign-holds-per-hour",
            FOREIGN_HOLDS_USUAL,
            Scalar.wholeNumber(1, FOREIGN_HOLDS_MAX));
    section.refuseUnknown();
    return Values.all(
            waitMax,
            age,
            deniedAccounts,
            allowedAccounts,
            deniedAssets,
            allowedAssets,
            amounts,
            volumes,
            foreignHolds)
        .then(() -> {
          List<Rule> rules = new ArrayList<>();
          add(rules, deniedAccounts.get(), DeniedAccounts::new);
          add(rules, allowedAccounts.get(), AllowedAccounts::new);
          add(rules, deniedAssets.get(), DeniedAssets::new);
          add(rules, allowedAssets.get(), AllowedAssets::new);
          rules.addAll(amounts.get());
          rules.addAll(volumes.get());
          age.get().map(YoungerThan::new).ifPresent(rules::add);
          return new PolicyConfig(new Policy(rules, waitMax.get()), foreignHolds.get());
        });
  }

  private static void add(
      List<Rule> rules, Optional<List<Address>> listed, Function<Set<Address>, Rule> rule) {
    listed.ifPresent(addresses -> rules.add(rule.apply(new HashSet<>(addresses))));
  }

  private static Value<Rule> amount(Section section) {
    var asset = section.required("asset", Scalar.address());
    var above = section.required("above", Scalar.amount());
    section.refuseUnknown();
    return Values.all(asset, above).then(() -> new AmountAbove(asset.get(), above.get()));
  }

  private static Value<Rule> volume(Section section) {
    var asset = section.required("asset", Scalar.address());
    var above = section.required("above", Scalar.amount());
    var window = section.required("window", Scalar.duration(SECOND, DAY));
    section.refuseUnknown();
    return Values.all(asset, above, window)
        .then(() -> new VolumeAbove(asset.get(), above.get(), window.get()));
  }
}
