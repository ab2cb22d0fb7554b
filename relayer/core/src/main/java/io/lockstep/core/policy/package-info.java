/** Decisions that are arithmetic: who outvotes whom, and what is acceptable. */
@NullMarked
package io.lockstep.core.policy;

import org.jspecify.annotations.NullMarked;
