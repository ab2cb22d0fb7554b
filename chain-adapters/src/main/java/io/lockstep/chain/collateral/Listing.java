package io.lockstep.chain.collateral;

import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Where an asset goes on a lane, and how fast.
 *
 * @param gasLimit what the ledger may use for one transfer
 * @param standard for transfers that are sent through ERC-7786; the gateway's native call otherwise
 */
public record Listing(
    Address ledger,
    int gasLimit,
    boolean mintable,
    Optional<Standard> standard,
    BigInteger lockCap,
    BigInteger payoutCap) {}
