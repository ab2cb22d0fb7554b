/** Proofs that run as long as one likes: what the tests show in minutes, shown for hours. */
@NullMarked
package io.lockstep.app.prove;

import org.jspecify.annotations.NullMarked;
