package io.lockstep.core.domain.delivery;

import io.lockstep.protocol.Hash32;
import java.util.Map;
import java.util.Optional;

/**
 * What a chain says of a signer and of its transactions, all about one moment.
 *
 * @param nonce the account's nonce after the newest block, without the pool
 * @param finalNonce its nonce after the newest final block, not above {@code nonce}
 * @param finalHeight that block
 * @param receipts of the transactions that were asked for and are mined
 */
public record SignerView(
    long nonce, long finalNonce, long finalHeight, Map<Hash32, Receipt> receipts) {
  public SignerView {
    receipts = Map.copyOf(receipts);
    if (finalNonce < 0 || nonce < finalNonce) {
      throw new IllegalArgumentException(
          "account nonce: found %d at finality and %d at the tip, expected no less at the tip"
              .formatted(finalNonce, nonce));
    }
  }

  public Optional<Receipt> find(Hash32 transaction) {
    return Optional.ofNullable(receipts.get(transaction));
  }
}
