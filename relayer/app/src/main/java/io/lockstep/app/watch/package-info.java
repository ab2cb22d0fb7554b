/** Follows lanes: the stages that observe and finalize, wired to chains and database. */
@NullMarked
package io.lockstep.app.watch;

import org.jspecify.annotations.NullMarked;
