/**
 * A world in memory for the stages of the core: one source chain with its branches, providers that
 * serve, lag, lie or fall silent, and a store. The stages in it are the real ones.
 */
@NullMarked
package io.lockstep.model;

import org.jspecify.annotations.NullMarked;
