package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.Calldata.SAMPLE_TOKEN;

import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Requests to one ERC-20. */
public record TokenCalls(Address token) {

  /** Creates a SampleToken, which the sender of the request can mint. */
  public static TransactionRequest createSample(String name, String symbol, int decimals) {
    return TransactionRequest.creation(
        Contracts.sampleToken()
            .creationData(
                List.of(new Utf8String(name), new Utf8String(symbol), new Uint8(decimals))));
  }

  public TransactionRequest approve(Address spender, BigInteger amount) {
    return call(SAMPLE_TOKEN.approve(spender.toString(), amount));
  }

  public TransactionRequest transfer(Address to, BigInteger amount) {
    return call(SAMPLE_TOKEN.transfer(to.toString(), amount));
  }

  /** Of a SampleToken, by its owner. */
  public TransactionRequest mint(Address to, BigInteger amount) {
    return call(SAMPLE_TOKEN.mint(to.toString(), amount));
  }

  private TransactionRequest call(RemoteFunctionCall<?> function) {
    return TransactionRequest.call(token, Calldata.of(function));
  }
}
