package io.lockstep.chain.bindings;

import org.web3j.protocol.Web3j;
import org.web3j.tx.Contract;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;

/**
 * What the generated bindings extend. web3j's own {@link Contract} would look its address up as an
 * ENS name, over an HTTP client that is not on the class path; here an address is an address.
 */
public abstract class BoundContract extends Contract {

  protected BoundContract(
      String contractAddress,
      Web3j web3j,
      TransactionManager transactionManager,
      ContractGasProvider contractGasProvider) {
    super(null, "", contractAddress, web3j, transactionManager, contractGasProvider);
  }

  @Override
  protected String resolveContractAddress(String contractAddress) {
    return contractAddress;
  }
}
