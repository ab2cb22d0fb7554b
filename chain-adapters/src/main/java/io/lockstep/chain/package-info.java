/**
 * EVM chains, reached over JSON-RPC. Together with the command line the only place that knows
 * web3j.
 */
@NullMarked
package io.lockstep.chain;

import org.jspecify.annotations.NullMarked;
