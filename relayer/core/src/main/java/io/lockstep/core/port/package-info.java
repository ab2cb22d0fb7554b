/** What the stages need of the world. Whoever implements a port is held to its contract test. */
@NullMarked
package io.lockstep.core.port;

import org.jspecify.annotations.NullMarked;
