/**
 * OpenZeppelin's AccessManager in the protocol's own types: who may call what, and after how long.
 */
@NullMarked
package io.lockstep.chain.access;

import org.jspecify.annotations.NullMarked;
