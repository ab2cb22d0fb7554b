package io.lockstep.chain.transaction;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import java.util.Optional;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;

/** A chain's answers about transactions. */
public final class Transactions {

  private final ChainConnection chain;

  public Transactions(ChainConnection chain) {
    this.chain = chain;
  }

  /** The number of transactions of the account, with those that wait in the node's pool. */
  long pendingNonce(Address account) {
    return chain
        .ask(
            chain
                .web3j()
                .ethGetTransactionCount(account.toString(), DefaultBlockParameterName.PENDING))
        .getTransactionCount()
        .longValueExact();
  }

  public Optional<Receipt> findReceipt(Hash32 transaction) {
    return chain
        .ask(chain.web3j().ethGetTransactionReceipt(transaction.toString()))
        .getTransactionReceipt()
        .map(Receipt::of);
  }

  /** Whether the node has the transaction, in a block or waiting. */
  boolean isKnown(Hash32 transaction) {
    return chain
        .ask(chain.web3j().ethGetTransactionByHash(transaction.toString()))
        .getTransaction()
        .isPresent();
  }

  /**
   * Hands it to the node. To send what the node has already is no error, whatever it calls that.
   */
  public void broadcast(SignedTransaction transaction) {
    Response<String> response =
        ChainConnection.exchange(
            chain.web3j().ethSendRawTransaction(transaction.bytes().toString()));
    if (response.hasError() && !isKnown(transaction.hash())) {
      throw new ChainException(
          Code.TRANSACTION_REFUSED,
          "%s refused transaction %s with nonce %d: %s"
              .formatted(
                  chain,
                  transaction.hash(),
                  transaction.nonce(),
                  response.getError().getMessage()));
    }
  }
}
