/** Benchmarks that anybody can run again. */
@NullMarked
package io.lockstep.app.bench;

import org.jspecify.annotations.NullMarked;
