/** A server between a node and those who watch it, which can be told to misbehave. */
@NullMarked
package io.lockstep.chain.provider.fault;

import org.jspecify.annotations.NullMarked;
