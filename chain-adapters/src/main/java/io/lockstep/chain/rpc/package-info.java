/** JSON-RPC over the JDK's own HTTP client, and what is read of a chain at one block. */
@NullMarked
package io.lockstep.chain.rpc;

import org.jspecify.annotations.NullMarked;
