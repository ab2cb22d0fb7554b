package io.lockstep.core.policy.delivery;

import io.lockstep.core.domain.delivery.FeeQuote;
import io.lockstep.core.domain.delivery.Fees;
import java.time.Duration;
import java.util.Optional;

/**
 * What to offer for gas. The older a transaction, the more urgent: each time that it is replaced
 * its offer is raised by the bump that nodes demand, or to what the market asks by then, multiplied
 * by its age, whichever is more, and never above the cap.
 *
 * @param legacy one price instead of EIP-1559's two, for chains without a base fee
 * @param capWei the most that is ever offered for a unit of gas
 * @param tipMinWei the least tip, which keeps a transaction out of reach of a market that is asleep
 * @param bumpPercent by how much a replacement offers more; nodes refuse less than 10
 * @param replaceAfter after how long without being mined a transaction is replaced
 */
public record FeePolicy(
    boolean legacy, long capWei, long tipMinWei, int bumpPercent, Duration replaceAfter) {
  public static final int BUMP_PERCENT_MIN = 10;

  /** So that a transaction outlives some blocks that are full. */
  private static final int BASE_FEES = 2;

  /** Age weighs at most so much. */
  private static final int URGENCY_MAX = 8;

  public FeePolicy {
    if (capWei < 1 || tipMinWei < 0 || tipMinWei > capWei || bumpPercent < BUMP_PERCENT_MIN) {
      throw new IllegalArgumentException(
          "fee policy: found a cap of %d wei, a tip of %d wei and a bump of %d %%, expected a tip within the cap and a bump of %d or more"
              .formatted(capWei, tipMinWei, bumpPercent, BUMP_PERCENT_MIN));
    }
    if (!replaceAfter.isPositive()) {
      throw new IllegalArgumentException(
          "time before a replacement: found %s, expected a positive one".formatted(replaceAfter));
    }
  }

  /** The first offer for a transaction. */
  public Fees first(FeeQuote quote) {
    return offer(quote, 1);
  }

  /** Whether a transaction of that age since it was last signed shall be replaced. */
  public boolean isDue(Fees offered, FeeQuote quote, Duration sinceSigned) {
    boolean cannotBeMined = quote.baseFeeWei() > offered.maxWei();
    return cannotBeMined || sinceSigned.compareTo(replaceAfter) >= 0;
  }

  /**
   * What a replacement offers.
   *
   * @param age since the submission was opened
   * @return nothing if the bump would go over the cap: then only the market can help
   */
  public Optional<Fees> replacement(Fees offered, FeeQuote quote, Duration age) {
    Fees asked = offer(quote, urgency(age));
    Fees raised =
        switch (offered) {
          case Fees.Legacy(long max) -> new Fees.Legacy(Math.max(bumped(max), asked.maxWei()));
          case Fees.Dynamic(long max, long tip) -> raised(max, tip, asked);
        };
    return raised.maxWei() <= capWei ? Optional.of(raised) : atMost(offered);
  }

  /** Nodes compare both numbers, so both must grow. */
  private Fees raised(long max, long tip, Fees asked) {
    long askedTip = asked instanceof Fees.Dynamic dynamic ? dynamic.tipWei() : asked.maxWei();
    long raisedTip = Math.max(bumped(tip), askedTip);
    return new Fees.Dynamic(Math.max(Math.max(bumped(max), asked.maxWei()), raisedTip), raisedTip);
  }

  /** The smallest raise that nodes take, if the cap has room for that at least. */
  private Optional<Fees> atMost(Fees offered) {
    Fees least =
        switch (offered) {
          case Fees.Legacy(long max) -> new Fees.Legacy(bumped(max));
          case Fees.Dynamic(long max, long tip) -> new Fees.Dynamic(bumped(max), bumped(tip));
        };
    return least.maxWei() <= capWei ? Optional.of(least) : Optional.empty();
  }

  private Fees offer(FeeQuote quote, int urgency) {
    long tip = Math.min(capWei, Math.max(tipMinWei, quote.tipWei()) * urgency);
    return legacy
        ? new Fees.Legacy(Math.min(capWei, quote.baseFeeWei() + tip))
        : new Fees.Dynamic(Math.min(capWei, BASE_FEES * quote.baseFeeWei() + tip), tip);
  }

  private int urgency(Duration age) {
    return Math.clamp(age.dividedBy(replaceAfter), 1, URGENCY_MAX);
  }

  /** Rounded up: a replacement that is one wei short is refused. */
  private long bumped(long wei) {
    return wei + Math.max(1, Math.ceilDiv(wei * bumpPercent, 100));
  }
}
