package io.lockstep.chain.transaction;

import io.lockstep.chain.contract.RevertReason;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.protocol.Address;

/** What a transaction would do now, without being sent. */
public sealed interface Simulation {
  /** It would succeed with so much gas, a margin included. */
  record Succeeds(long gasLimit) implements Simulation {}

  record Reverts(RevertReason reason) implements Simulation {}

  static Simulation of(ChainConnection chain, Address sender, TransactionRequest request) {
    return switch (GasEstimate.of(chain, sender, request)) {
      case GasEstimate.Needs(long gasLimit) -> new Succeeds(gasLimit);
      case GasEstimate.Refused(RevertReason reason) -> new Reverts(reason);
    };
  }
}
