/**
 * Puts gateways on two or more chains, joins them by lanes and hands administration over. What it
 * does is written down before it is done, so that a run after a crash goes on where the last one
 * ended; what it has done is read back from the chains.
 */
@NullMarked
package io.lockstep.chain.deploy;

import org.jspecify.annotations.NullMarked;
