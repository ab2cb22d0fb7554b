package io.lockstep.chain.deploy;

import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One transaction of a deployment.
 *
 * @param request made when it is needed: a key's proof is asked for once
 * @param creates where it puts a contract
 */
record Step(
    ChainId chain, String name, Supplier<TransactionRequest> request, Optional<Address> creates) {

  static Step of(ChainId chain, String name, Supplier<TransactionRequest> request) {
    return new Step(chain, name, request, Optional.empty());
  }

  static Step creating(
      ChainId chain, String name, Address address, Supplier<TransactionRequest> request) {
    return new Step(chain, name, request, Optional.of(address));
  }

  @Override
  public String toString() {
    return "%s on chain %s".formatted(name, chain);
  }
}
