/** The demo: two chains on this machine, a lane pair, and messages both ways. */
@NullMarked
package io.lockstep.app.demo;

import org.jspecify.annotations.NullMarked;
