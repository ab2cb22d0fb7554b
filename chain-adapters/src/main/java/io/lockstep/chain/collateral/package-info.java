/**
 * Vault, ledger and tokens in the protocol's own types: what can be asked of them, sent to them and
 * heard from them. What they do and when they revert is told in {@code ICollateralVault.sol} and
 * {@code ICollateralLedger.sol}.
 */
@NullMarked
package io.lockstep.chain.collateral;

import org.jspecify.annotations.NullMarked;
