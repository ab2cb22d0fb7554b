package io.lockstep.chain.transaction;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.contract.RevertReason;
import io.lockstep.chain.rpc.CallResult;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import org.web3j.protocol.core.methods.response.EthEstimateGas;

/** What a node thinks of a request before it is sent. */
sealed interface GasEstimate {

  /** With a margin: what the transaction meets may have changed a little by then. */
  record Needs(long gasLimit) implements GasEstimate {}

  record Refused(RevertReason reason) implements GasEstimate {}

  static GasEstimate of(ChainConnection chain, Address from, TransactionRequest request) {
    if (request.gasLimit().isPresent()) {
      return new Needs(request.gasLimit().getAsLong());
    }
    EthEstimateGas response =
        ChainConnection.exchange(chain.web3j().ethEstimateGas(request.asCall(from)));
    if (!response.hasError()) {
      long gas = response.getAmountUsed().longValueExact();
      return new Needs(gas + gas / 10);
    }
    return switch (CallResult.ofError(response.getError())) {
      case CallResult.Reverted(Bytes data, String message) ->
          new Refused(
              data.length() == 0
                  ? RevertReason.without(message)
                  : Contracts.revertReasons().explain(data));
      case CallResult.Failed(int code, String message) ->
          throw new ChainException(
              Code.TRANSACTION_REFUSED,
              "%s cannot estimate the gas: %s (code %d)".formatted(chain, message, code));
      case CallResult.Returned _ -> throw new AssertionError("an error is no result");
    };
  }
}
