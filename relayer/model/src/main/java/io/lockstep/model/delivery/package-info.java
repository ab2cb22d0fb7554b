/**
 * A world in memory for the stages that deliver: a destination with its accounts, pool, blocks and
 * gateway; attesters; and the database behind the ports, which refuses what the real one refuses.
 * All of its state is values, so a snapshot of it costs nothing.
 */
@NullMarked
package io.lockstep.model.delivery;

import org.jspecify.annotations.NullMarked;
