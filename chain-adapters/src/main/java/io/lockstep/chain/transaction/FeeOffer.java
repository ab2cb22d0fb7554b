package io.lockstep.chain.transaction;

import io.lockstep.chain.rpc.BlockHeader;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.ChainState;
import java.math.BigInteger;

/** What is paid for a unit of gas at most, as EIP-1559 has it. */
record FeeOffer(BigInteger maxFeePerGas, BigInteger maxPriorityFeePerGas) {

  /** Twice the base fee: it stays enough while six full blocks in a row raise it. */
  static FeeOffer current(ChainConnection chain) {
    BigInteger tip = chain.ask(chain.web3j().ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas();
    BlockHeader latest = ChainState.latest(chain).block();
    return new FeeOffer(latest.baseFee().shiftLeft(1).add(tip), tip);
  }
}
