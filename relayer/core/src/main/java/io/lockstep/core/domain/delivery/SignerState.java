package io.lockstep.core.domain.delivery;

/**
 * What is kept of a signer.
 *
 * @param next the nonce of its next transaction; none at or above it was ever signed for
 * @param settled the lowest nonce that is not known to be used at finality
 * @param compared whether it was held against the chain under the present lease
 */
public record SignerState(long next, long settled, boolean compared) {}
