package io.lockstep.chain.contract;

import io.lockstep.protocol.Address;
import java.math.BigInteger;
import org.web3j.crypto.ContractUtils;

/** Where contracts come to stand, known before they are created. */
public final class ContractAddress {

  private ContractAddress() {}

  /** Of what the creator's transaction with this nonce creates. */
  public static Address created(Address creator, long nonce) {
    return Address.fromHex(
        ContractUtils.generateContractAddress(creator.toString(), BigInteger.valueOf(nonce)));
  }
}
