package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.response.EthBlock;

/**
 * The part of a block's header that is asked for here.
 *
 * @param baseFee nothing for blocks from before EIP-1559, such as the first of most public chains
 */
public record BlockHeader(long number, Hash32 hash, Instant time, Optional<BigInteger> baseFee) {

  static BlockHeader fetch(ChainConnection chain, long number) {
    DefaultBlockParameter parameter = DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
    EthBlock.Block block =
        chain.ask(chain.web3j().ethGetBlockByNumber(parameter, false)).getBlock();
    if (block == null) {
      throw new ChainException(
          Code.RPC_MALFORMED, "%s: found no block %d, expected one".formatted(chain, number));
    }
    return new BlockHeader(
        number,
        Hash32.fromHex(block.getHash()),
        Instant.ofEpochSecond(block.getTimestamp().longValueExact()),
        Optional.ofNullable(block.getBaseFeePerGasRaw()).map(HexQuantity::parse));
  }
}
