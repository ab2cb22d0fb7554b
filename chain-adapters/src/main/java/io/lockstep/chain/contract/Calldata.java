package io.lockstep.chain.contract;

import io.lockstep.chain.bindings.AccessManager;
import io.lockstep.chain.bindings.CollateralLedger;
import io.lockstep.chain.bindings.CollateralVault;
import io.lockstep.chain.bindings.Gateway;
import io.lockstep.chain.bindings.SampleRecipient;
import io.lockstep.chain.bindings.SampleSender;
import io.lockstep.chain.bindings.SampleToken;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The bindings as encoders, which need neither an address nor a chain. */
public final class Calldata {

  private static final String NOWHERE = Address.ZERO.toString();

  public static final AccessManager ACCESS_MANAGER = AccessManager.load(NOWHERE, null, null, null);
  public static final Gateway GATEWAY = Gateway.load(NOWHERE, null, null, null);
  public static final CollateralVault COLLATERAL_VAULT =
      CollateralVault.load(NOWHERE, null, null, null);
  public static final CollateralLedger COLLATERAL_LEDGER =
      CollateralLedger.load(NOWHERE, null, null, null);
  public static final SampleRecipient SAMPLE_RECIPIENT =
      SampleRecipient.load(NOWHERE, null, null, null);
  public static final SampleSender SAMPLE_SENDER = SampleSender.load(NOWHERE, null, null, null);
  public static final SampleToken SAMPLE_TOKEN = SampleToken.load(NOWHERE, null, null, null);

  private Calldata() {}

  public static Bytes of(RemoteFunctionCall<?> call) {
    return Bytes.fromHex(call.encodeFunctionCall());
  }
}
