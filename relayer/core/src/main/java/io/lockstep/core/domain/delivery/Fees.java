package io.lockstep.core.domain.delivery;

/** What a transaction offers for each unit of gas. */
public sealed interface Fees {
  /** The most that it may cost. */
  long maxWei();

  /** EIP-1559. */
  record Dynamic(long maxWei, long tipWei) implements Fees {
    public Dynamic {
      if (tipWei < 0 || maxWei < tipWei) {
        throw new IllegalArgumentException(
            "fees: found a tip of %d wei within %d, expected none below zero or above the whole"
                .formatted(tipWei, maxWei));
      }
    }
  }

  /** One price, on chains without a base fee. */
  record Legacy(long maxWei) implements Fees {}
}
