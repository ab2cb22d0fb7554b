/** An attester as a process of its own: wiring, and the commands that belong to it. */
@NullMarked
package io.lockstep.app.attester;

import org.jspecify.annotations.NullMarked;
