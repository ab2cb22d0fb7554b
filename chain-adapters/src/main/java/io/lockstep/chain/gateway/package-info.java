/** A gateway in the protocol's own types: what can be asked of it, sent to it and heard from it. */
@NullMarked
package io.lockstep.chain.gateway;

import org.jspecify.annotations.NullMarked;
