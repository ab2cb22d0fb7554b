/** Secrets on this machine: where they are read from and how they are kept. */
@NullMarked
package io.lockstep.app.secret;

import org.jspecify.annotations.NullMarked;
