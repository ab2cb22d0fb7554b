package io.lockstep.chain.transaction;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.ChainState;
import java.math.BigInteger;

/** What is paid for a unit of gas at most, as EIP-1559 has it. */
record FeeOffer(BigInteger maxFeePerGas, BigInteger maxPriorityFeePerGas) {

  /** Twice the base fee: it stays enough while six full blocks in a row raise it. */
  static FeeOffer current(ChainConnection chain) {
    BigInteger tip = chain.ask(chain.web3j().ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas();
    BigInteger baseFee =
        ChainState.latest(chain)
            .block()
            .baseFee()
            .orElseThrow(() ->
                new ChainException(
                    Code.WRONG_CHAIN,
                    "%s: found no base fee in its latest block, expected EIP-1559"
                        .formatted(chain)));
    return new FeeOffer(baseFee.shiftLeft(1).add(tip), tip);
  }
}
