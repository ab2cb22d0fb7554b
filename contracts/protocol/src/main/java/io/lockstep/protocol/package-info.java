/**
 * What both chains and every process agree on, byte for byte: messages, runs, routes, lanes, heads,
 * digests and payloads. Pure Java, so that anything may depend on it.
 */
@NullMarked
package io.lockstep.protocol;

import org.jspecify.annotations.NullMarked;
