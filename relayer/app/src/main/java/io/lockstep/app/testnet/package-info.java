/**
 * Two chains on this machine with everything deployed on them, and what holders, relayers and a
 * quorum would do there: the ground of the demo and of the benchmarks.
 */
@NullMarked
package io.lockstep.app.testnet;

import org.jspecify.annotations.NullMarked;
