/**
 * How long the cryptography of a quorum takes. {@link io.lockstep.app.bench.crypto.FrostBenchmark}
 * says what each row includes; JMH runs it in JVMs of its own.
 */
@NullMarked
package io.lockstep.app.bench.crypto;

import org.jspecify.annotations.NullMarked;
