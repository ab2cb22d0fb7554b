/** The attester's process: what it does by itself, and how its parts are put together. */
@NullMarked
package io.lockstep.app.attester.running;

import org.jspecify.annotations.NullMarked;
