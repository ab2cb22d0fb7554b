package io.lockstep.core.port;

import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.protocol.Bytes;

/**
 * Signs for one account on one chain. It computes and asks nobody, so it may be called inside a
 * transaction of the database. The same input gives the same bytes (RFC 6979).
 */
public interface TransactionSigner {
  Signer signer();

  /** A call of the destination gateway. */
  SignedTransaction sign(GatewayCall call, long nonce, long gasLimit, Fees fees);

  /** The same transaction for other fees: nonce, recipient, input and gas limit stay. */
  SignedTransaction reprice(Bytes transaction, Fees fees);

  /** A transfer of nothing to itself, which only uses the nonce. */
  SignedTransaction empty(long nonce, Fees fees);
}
