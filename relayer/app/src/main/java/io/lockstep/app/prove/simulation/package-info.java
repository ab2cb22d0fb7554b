/** What provers share: time and a network that are drawn from a seed. */
@NullMarked
package io.lockstep.app.prove.simulation;

import org.jspecify.annotations.NullMarked;
