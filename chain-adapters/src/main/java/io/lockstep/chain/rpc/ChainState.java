package io.lockstep.chain.rpc;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;

/** What a chain holds at one block. All that is read through one state belongs together. */
public final class ChainState {

  /** As far as public nodes commonly let one question about logs reach. */
  private static final long LOG_BLOCKS_MAX = 2_000;

  private final ChainConnection chain;
  private final BlockHeader block;

  private ChainState(ChainConnection chain, BlockHeader block) {
    this.chain = chain;
    this.block = block;
  }

  public static ChainState latest(ChainConnection chain) {
    long number = chain.ask(chain.web3j().ethBlockNumber()).getBlockNumber().longValueExact();
    return at(chain, number);
  }

  public static ChainState at(ChainConnection chain, long number) {
    return new ChainState(chain, BlockHeader.fetch(chain, number));
  }

  public ChainConnection chain() {
    return chain;
  }

  public BlockHeader block() {
    return block;
  }

  public Bytes code(Address account) {
    return Bytes.fromHex(
        chain.ask(chain.web3j().ethGetCode(account.toString(), parameter())).getCode());
  }

  public BigInteger balance(Address account) {
    return chain.ask(chain.web3j().ethGetBalance(account.toString(), parameter())).getBalance();
  }

  public BigInteger storage(Address account, BigInteger slot) {
    String word =
        chain.ask(chain.web3j().ethGetStorageAt(account.toString(), slot, parameter())).getData();
    return HexQuantity.parse(word);
  }

  /** The number of transactions that the account has sent, which is the nonce of its next. */
  public long accountNonce(Address account) {
    return chain
        .ask(chain.web3j().ethGetTransactionCount(account.toString(), parameter()))
        .getTransactionCount()
        .longValueExact();
  }

  /** What a message call would do, without a transaction. */
  public CallResult call(Transaction call) {
    return CallResult.of(ChainConnection.exchange(chain.web3j().ethCall(call, parameter())));
  }

  /** The logs of one contract from a block to this state's block. */
  public List<Log> logs(Address contract, long fromBlock) {
    List<Log> found = new ArrayList<>();
    for (long from = fromBlock; from <= block.number(); from += LOG_BLOCKS_MAX) {
      long to = Math.min(from + LOG_BLOCKS_MAX - 1, block.number());
      EthFilter filter = new EthFilter(parameter(from), parameter(to), contract.toString());
      chain.ask(chain.web3j().ethGetLogs(filter)).getLogs().stream()
          .map(ChainState::asLog)
          .forEach(found::add);
    }
    return found;
  }

  private static Log asLog(EthLog.LogResult<?> result) {
    return (Log) result.get();
  }

  private DefaultBlockParameter parameter() {
    return parameter(block.number());
  }

  private static DefaultBlockParameter parameter(long number) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
  }
}
