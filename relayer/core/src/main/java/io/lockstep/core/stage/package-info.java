/**
 * A transfer's way, one file for each stage:
 *
 * <ol>
 *   <li>{@link io.lockstep.core.stage.ObserveLane}: what the source gateway has appended is seen,
 *       and proven near the tip.
 *   <li>{@link io.lockstep.core.stage.FinalizeLane}: what a quorum of providers calls final becomes
 *       the lane's durable log.
 * </ol>
 *
 * <p>A stage reads a position, asks one port and moves the position. Stages never call each other:
 * the row is the queue.
 */
@NullMarked
package io.lockstep.core.stage;

import org.jspecify.annotations.NullMarked;
