/**
 * How long four attesters take to sign what is final, over the network and into their databases.
 */
@NullMarked
package io.lockstep.app.bench.sign;

import org.jspecify.annotations.NullMarked;
