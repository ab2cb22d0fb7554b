/**
 * Signs transactions, sends them and says what became of them; for deployment, demo and benchmarks.
 * It keeps nothing, so an outcome that nobody waited for is lost with the process. The relayer,
 * whose outcomes are about money, has a path of its own.
 */
@NullMarked
package io.lockstep.chain.transaction;

import org.jspecify.annotations.NullMarked;
