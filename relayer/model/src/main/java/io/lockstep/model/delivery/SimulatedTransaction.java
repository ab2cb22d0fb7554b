package io.lockstep.model.delivery;

import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.protocol.Hash32;
import java.util.Optional;

/**
 * A transaction as a chain reads it.
 *
 * @param call nothing if it only uses its nonce
 */
public record SimulatedTransaction(
    Hash32 hash, Signer signer, long nonce, Optional<GatewayCall> call, long gasLimit, Fees fees) {
  @Override
  public boolean equals(Object other) {
    return other instanceof SimulatedTransaction that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }
}
