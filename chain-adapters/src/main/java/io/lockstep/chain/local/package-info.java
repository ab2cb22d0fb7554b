/**
 * Chains on this machine, for demo, benchmarks and tests. Each ends with the process that started
 * it, however that process ends.
 */
@NullMarked
package io.lockstep.chain.local;

import org.jspecify.annotations.NullMarked;
