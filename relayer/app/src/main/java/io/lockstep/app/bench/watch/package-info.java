/** How fast the daemon follows a lane, from logs on a chain to rows in the database. */
@NullMarked
package io.lockstep.app.bench.watch;

import org.jspecify.annotations.NullMarked;
