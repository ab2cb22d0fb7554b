/**
 * What must hold of watching, shown by the real stages over real PostgreSQL and real chains:
 * whatever process, server or chain does in the middle of a step.
 */
@NullMarked
package io.lockstep.app.watch.scenario;

import org.jspecify.annotations.NullMarked;
