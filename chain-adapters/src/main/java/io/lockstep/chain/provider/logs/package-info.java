/** The messages in a gateway's logs, read from answers that nobody vouches for. */
@NullMarked
package io.lockstep.chain.provider.logs;

import org.jspecify.annotations.NullMarked;
