/**
 * The attesters of two local chains, each for itself: a share, a database, connections and a policy
 * of its own; and what takes their signatures over the network.
 */
@NullMarked
package io.lockstep.app.testnet.attesters;

import org.jspecify.annotations.NullMarked;
