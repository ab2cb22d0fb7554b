package io.lockstep.chain.contract;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.rpc.CallResult;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthGetCode;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.tx.TransactionManager;

/**
 * What bindings reach the chain by: reads at one block, whatever block web3j names, and no more.
 */
final class ReadsOnly extends TransactionManager {

  private final ChainState state;

  ReadsOnly(ChainState state) {
    super(state.chain().web3j(), Address.ZERO.toString());
    this.state = state;
  }

  @Override
  public String sendCall(String to, String data, DefaultBlockParameter ignored) {
    CallResult result =
        state.call(Transaction.createEthCallTransaction(Address.ZERO.toString(), to, data));
    return switch (result) {
      case CallResult.Returned(Bytes returned) when returned.length() > 0 -> returned.toString();
      case CallResult.Returned _ -> throw failed(to, "no contract answers there");
      case CallResult.Reverted(Bytes reason, String message) ->
          throw failed(
              to,
              reason.length() == 0
                  ? message
                  : Contracts.revertReasons().explain(reason).toString());
      case CallResult.Failed(int _, String message) -> throw failed(to, message);
    };
  }

  private ChainException failed(String contract, String why) {
    return new ChainException(
        Code.CALL_FAILED,
        "%s: reading the contract %s at block %d failed: %s"
            .formatted(state.chain(), contract, state.block().number(), why));
  }

  @Override
  public EthSendTransaction sendTransaction(
      BigInteger gasPrice,
      BigInteger gasLimit,
      String to,
      String data,
      BigInteger value,
      boolean constructor) {
    throw sendsNothing();
  }

  @Override
  public EthSendTransaction sendEIP1559Transaction(
      long chainId,
      BigInteger maxPriorityFeePerGas,
      BigInteger maxFeePerGas,
      BigInteger gasLimit,
      String to,
      String data,
      BigInteger value,
      boolean constructor) {
    throw sendsNothing();
  }

  @Override
  public EthGetCode getCode(String contractAddress, DefaultBlockParameter ignored) {
    throw sendsNothing();
  }

  private static UnsupportedOperationException sendsNothing() {
    return new UnsupportedOperationException("bindings encode and read; a TransactionSender sends");
  }
}
