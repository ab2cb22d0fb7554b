package io.lockstep.chain.contract;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.bindings.AccessManager;
import io.lockstep.chain.bindings.CollateralLedger;
import io.lockstep.chain.bindings.CollateralToken;
import io.lockstep.chain.bindings.CollateralVault;
import io.lockstep.chain.bindings.Gateway;
import io.lockstep.chain.bindings.SampleRecipient;
import io.lockstep.chain.bindings.SampleSender;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;

/** The bindings, reading a chain at one block. They can send nothing. */
public final class ContractReads {

  /** web3j wants to know what a transaction would pay; there is none. */
  private static final ContractGasProvider NO_GAS =
      new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);

  private ContractReads() {}

  public static Gateway gateway(ChainState state, Address address) {
    return Gateway.load(address.toString(), web3j(state), new ReadsOnly(state), NO_GAS);
  }

  public static AccessManager accessManager(ChainState state, Address address) {
    return AccessManager.load(address.toString(), web3j(state), new ReadsOnly(state), NO_GAS);
  }

  public static CollateralVault collateralVault(ChainState state, Address address) {
    return CollateralVault.load(address.toString(), web3j(state), new ReadsOnly(state), NO_GAS);
  }

  public static CollateralLedger collateralLedger(ChainState state, Address address) {
    return CollateralLedger.load(address.toString(), web3j(state), new ReadsOnly(state), NO_GAS);
  }

  /** Or any other ERC-20, as far as that goes. */
  public static CollateralToken token(ChainState state, Address address) {
    return CollateralToken.load(address.toString(), web3j(state), new ReadsOnly(state), NO_GAS);
  }

  /** The access manager that a contract obeys, whichever of the governed contracts it is. */
  public static Address authority(ChainState state, Address contract) {
    return Address.fromHex(ask(gateway(state, contract).authority()));
  }

  public static SampleRecipient sampleRecipient(ChainState state, Address address) {
    return SampleRecipient.load(address.toString(), web3j(state), new ReadsOnly(state), NO_GAS);
  }

  public static SampleSender sampleSender(ChainState state, Address address) {
    return SampleSender.load(address.toString(), web3j(state), new ReadsOnly(state), NO_GAS);
  }

  private static Web3j web3j(ChainState state) {
    return state.chain().web3j();
  }

  public static <T> T ask(RemoteFunctionCall<T> question) {
    try {
      return question.send();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ChainException(Code.CALL_FAILED, "a read failed: " + e.getMessage(), e);
    }
  }
}
