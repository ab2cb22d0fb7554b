package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.time.Instant;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.response.EthBlock;

/** The part of a block's header that is asked for here. */
public record BlockHeader(long number, Hash32 hash, Instant time, BigInteger baseFee) {

  static BlockHeader fetch(ChainConnection chain, long number) {
    DefaultBlockParameter parameter = DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
    EthBlock.Block block =
        chain.ask(chain.web3j().ethGetBlockByNumber(parameter, false)).getBlock();
    if (block == null) {
      throw new ChainException(
          Code.RPC_MALFORMED, "%s: found no block %d, expected one".formatted(chain, number));
    }
    if (block.getBaseFeePerGasRaw() == null) {
      throw new ChainException(
          Code.WRONG_CHAIN, "%s: found no base fee, expected EIP-1559".formatted(chain));
    }
    return new BlockHeader(
        number,
        Hash32.fromHex(block.getHash()),
        Instant.ofEpochSecond(block.getTimestamp().longValueExact()),
        block.getBaseFeePerGas());
  }
}
