package io.lockstep.chain.transaction;

import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** Turns requests into transactions of one account on one chain (EIP-1559). */
public final class TransactionSigner {

  private final ChainConnection chain;
  private final SigningKey key;

  public TransactionSigner(ChainConnection chain, SigningKey key) {
    this.chain = chain;
    this.key = key;
  }

  public Address address() {
    return key.address();
  }

  /** Signs what is expected to succeed; what would revert is an exception and not signed. */
  public SignedTransaction sign(TransactionRequest request, long nonce, String purpose) {
    return switch (GasEstimate.of(chain, address(), request)) {
      case GasEstimate.Needs(long gasLimit) -> sign(request, gasLimit, nonce);
      case GasEstimate.Refused(var reason) -> {
        TransactionOutcome rejected = new TransactionOutcome.Rejected(reason);
        throw rejected.failed(purpose);
      }
    };
  }

  SignedTransaction sign(TransactionRequest request, long gasLimit, long nonce) {
    FeeOffer fee = FeeOffer.current(chain);
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chain.chainId().value().longValueExact(),
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(gasLimit),
            request.to().map(Address::toString).orElse(""),
            request.value(),
            request.data().toString(),
            fee.maxPriorityFeePerGas(),
            fee.maxFeePerGas());
    byte[] signed = TransactionEncoder.signMessage(transaction, key.credentials());
    return new SignedTransaction(nonce, Bytes.copyOf(signed));
  }
}
