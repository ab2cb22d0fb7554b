package io.lockstep.chain.transaction;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.protocol.core.methods.request.Transaction;

/**
 * What a transaction shall do, before anybody decides on nonce and price.
 *
 * @param to nobody for the creation of a contract
 * @param gasLimit left to an estimate when empty
 */
public record TransactionRequest(
    Optional<Address> to, Bytes data, BigInteger value, OptionalLong gasLimit) {

  public static TransactionRequest creation(Bytes creationData) {
    return new TransactionRequest(
        Optional.empty(), creationData, BigInteger.ZERO, OptionalLong.empty());
  }

  public static TransactionRequest call(Address to, Bytes data) {
    return new TransactionRequest(Optional.of(to), data, BigInteger.ZERO, OptionalLong.empty());
  }

  public TransactionRequest withValue(BigInteger wei) {
    return new TransactionRequest(to, data, wei, gasLimit);
  }

  public TransactionRequest withGasLimit(long limit) {
    return new TransactionRequest(to, data, value, OptionalLong.of(limit));
  }

  /** The same as a message call, which costs nothing and changes nothing. */
  Transaction asCall(Address from) {
    return new Transaction(
        from.toString(),
        null,
        null,
        gasLimit.isPresent() ? BigInteger.valueOf(gasLimit.getAsLong()) : null,
        to.map(Address::toString).orElse(null),
        value,
        data.toString());
  }
}
