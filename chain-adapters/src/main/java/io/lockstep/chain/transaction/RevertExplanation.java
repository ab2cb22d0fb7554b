package io.lockstep.chain.transaction;

import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.contract.RevertReason;
import io.lockstep.chain.rpc.CallResult;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.protocol.core.methods.response.Transaction;

/**
 * Why an included transaction reverted. A receipt does not say, so the same call is made again
 * where the transaction met the chain: before its block, or else after it, because transactions of
 * the same block may have come in between.
 */
final class RevertExplanation {

  private RevertExplanation() {}

  static RevertReason of(ChainConnection chain, Receipt receipt) {
    Optional<Transaction> found =
        chain
            .ask(chain.web3j().ethGetTransactionByHash(receipt.transaction().toString()))
            .getTransaction();
    if (found.isEmpty()) {
      return RevertReason.without("the node no longer has the transaction");
    }
    Transaction transaction = found.get();
    if (transaction.getGas().equals(BigInteger.valueOf(receipt.gasUsed()))) {
      return RevertReason.without("out of gas");
    }
    return replay(chain, transaction, receipt.block() - 1)
        .or(() -> replay(chain, transaction, receipt.block()))
        .orElseGet(() -> RevertReason.without("the same call succeeds before and after its block"));
  }

  private static Optional<RevertReason> replay(
      ChainConnection chain, Transaction transaction, long block) {
    Address from = Address.fromHex(transaction.getFrom());
    CallResult result = ChainState.at(chain, block).call(requestOf(transaction).asCall(from));
    return switch (result) {
      case CallResult.Returned _ -> Optional.empty();
      case CallResult.Reverted(Bytes data, String message) ->
          Optional.of(
              data.length() == 0
                  ? RevertReason.without(message)
                  : Contracts.revertReasons().explain(data));
      case CallResult.Failed(int _, String message) -> Optional.of(RevertReason.without(message));
    };
  }

  private static TransactionRequest requestOf(Transaction transaction) {
    return new TransactionRequest(
        Optional.ofNullable(transaction.getTo()).map(Address::fromHex),
        Bytes.fromHex(transaction.getInput()),
        transaction.getValue(),
        OptionalLong.of(transaction.getGas().longValueExact()));
  }
}
