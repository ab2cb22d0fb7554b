package io.lockstep.chain.collateral;

import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a ledger has of an asset on a lane.
 *
 * @param credited margin of all accounts
 * @param minted the supply of the token
 * @param cap for margin and for tokens each, as it is kept, see {@link Caps}
 * @param token what is minted for it, if it can be
 */
public record Holding(
    BigInteger credited,
    BigInteger minted,
    BigInteger creditedInWindow,
    BigInteger mintedInWindow,
    BigInteger cap,
    Optional<Address> token) {

  /** What the vault must have locked for it. */
  public BigInteger outstanding() {
    return credited.add(minted);
  }
}
