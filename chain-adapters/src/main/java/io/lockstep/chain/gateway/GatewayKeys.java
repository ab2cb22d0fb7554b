package io.lockstep.chain.gateway;

import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.util.List;

/**
 * The keys that a gateway knows, read from where it keeps them: contracts/storage/Gateway.json,
 * {@code _keys}. It keeps px by epoch, and the parity of py only of the epochs that live.
 */
public final class GatewayKeys {
  static final String LABEL = "_keys";
  static final long SLOT = 3;

  private static final BigInteger FIELD =
      BigInteger.TWO.pow(256).subtract(BigInteger.TWO.pow(32)).subtract(BigInteger.valueOf(977));
  private static final BigInteger SEVEN = BigInteger.valueOf(7);
  private static final BigInteger FOUR = BigInteger.valueOf(4);

  private final ChainState state;
  private final Address gateway;

  public GatewayKeys(ChainState state, Address gateway) {
    this.state = state;
    this.gateway = gateway;
  }

  /**
   * The epoch's key and its negative, of which the gateway knows one: nobody can sign under either
   * without the quorum. Nothing for an epoch that was never registered.
   */
  public List<GroupKey> candidates(long keyEpoch) {
    Hash32 slot = new Keccak256().word(keyEpoch).word(SLOT).finish();
    BigInteger px = state.storage(gateway, new BigInteger(1, slot.toArray()));
    if (px.signum() == 0) {
      return List.of();
    }
    BigInteger py = root(px.pow(3).add(SEVEN));
    return List.of(new GroupKey(px, py), new GroupKey(px, FIELD.subtract(py)));
  }

  private static BigInteger root(BigInteger square) {
    return square.modPow(FIELD.add(BigInteger.ONE).divide(FOUR), FIELD);
  }
}
