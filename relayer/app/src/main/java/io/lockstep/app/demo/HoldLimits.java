package io.lockstep.app.demo;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.CollateralTerms;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Address;

/**
 * Above which amount each attester of the demo holds a transfer. Everybody decides for itself, and
 * two are stricter than the others: so many that what they hold is parked for certain.
 */
final class HoldLimits {
  static final long STRICT = 400_000;
  static final long LENIENT = 450_000;

  /** Between the two. */
  static final long SUSPECT = 425_000;

  private static final Identifier LAST_STRICT = Identifier.of(2);

  private HoldLimits() {}

  /** As it stands under {@code policy:} in an attester's configuration. */
  static String policy(Identifier attester, Address asset) {
    return """
    amounts:
      - asset: "%s"
        above: %d
    """
        .formatted(asset, CollateralTerms.units(limit(attester)));
  }

  private static long limit(Identifier attester) {
    return attester.compareTo(LAST_STRICT) <= 0 ? STRICT : LENIENT;
  }

  static String describe(CollateralLanes lanes) {
    String symbol = lanes.collateral(lanes.asset()).symbol();
    return "attesters 1 and 2 hold what is above %s, 3 and 4 what is above %s"
        .formatted(
            CollateralTerms.text(CollateralTerms.units(STRICT), symbol),
            CollateralTerms.text(CollateralTerms.units(LENIENT), symbol));
  }
}
