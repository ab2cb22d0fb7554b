package io.lockstep.chain.collateral;

import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a ledger has of an asset on a lane.
 *
 * @param outstanding what is credited and minted
 * @param cap as it is kept, see {@link Caps}
 * @param token what is minted for it, if it can be
 */
public record Holding(
    BigInteger outstanding, BigInteger cap, BigInteger enteredInWindow, Optional<Address> token) {}
