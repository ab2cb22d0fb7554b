package io.lockstep.chain.collateral;

import io.lockstep.protocol.Address;
import java.math.BigInteger;

/**
 * A listing as it stands at one block: caps as they are kept, see {@link Caps}, and what moved in
 * the current window.
 */
public record Route(
    Address ledger,
    int gasLimit,
    boolean mintable,
    boolean erc7786,
    BigInteger locked,
    BigInteger lockCap,
    BigInteger lockedInWindow,
    BigInteger payoutCap,
    BigInteger paidInWindow) {}
