/** Who works what. */
@NullMarked
package io.lockstep.persistence.lease;

import org.jspecify.annotations.NullMarked;
