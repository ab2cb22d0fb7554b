/** How the daemon shows on a terminal, or in a file, where lanes stand. */
@NullMarked
package io.lockstep.app.watch.display;

import org.jspecify.annotations.NullMarked;
