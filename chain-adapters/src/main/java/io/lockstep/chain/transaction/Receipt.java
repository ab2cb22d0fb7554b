package io.lockstep.chain.transaction;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** What a chain says of a transaction that it has included. A reorg may take it back. */
public record Receipt(
    Hash32 transaction,
    long block,
    Hash32 blockHash,
    boolean succeeded,
    long gasUsed,
    BigInteger gasPrice,
    Optional<Address> created,
    List<Log> logs) {

  public Receipt {
    logs = List.copyOf(logs);
  }

  static Receipt of(TransactionReceipt receipt) {
    return new Receipt(
        Hash32.fromHex(receipt.getTransactionHash()),
        receipt.getBlockNumber().longValueExact(),
        Hash32.fromHex(receipt.getBlockHash()),
        receipt.isStatusOK(),
        receipt.getGasUsed().longValueExact(),
        Numeric.decodeQuantity(receipt.getEffectiveGasPrice()),
        Optional.ofNullable(receipt.getContractAddress()).map(Address::fromHex),
        receipt.getLogs());
  }
}
