/** The command line. It wires the other modules together and decides nothing itself. */
@NullMarked
package io.lockstep.app;

import org.jspecify.annotations.NullMarked;
