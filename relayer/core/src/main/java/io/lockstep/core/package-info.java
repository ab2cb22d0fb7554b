/**
 * What a daemon knows of a lane, and the stages that move it. Transport, storage and cryptography
 * are ports; a stage does one step and keeps nothing in memory that a restart would miss.
 */
@NullMarked
package io.lockstep.core;

import org.jspecify.annotations.NullMarked;
