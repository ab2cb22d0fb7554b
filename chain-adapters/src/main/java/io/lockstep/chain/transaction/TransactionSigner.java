package io.lockstep.chain.transaction;

import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** Turns requests into transactions of one account on one chain (EIP-1559). */
final class TransactionSigner {

  private final ChainConnection chain;
  private final SigningKey key;

  TransactionSigner(ChainConnection chain, SigningKey key) {
    this.chain = chain;
    this.key = key;
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
