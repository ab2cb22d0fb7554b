/** What only an operator may do. */
@NullMarked
package io.lockstep.persistence.decision;

import org.jspecify.annotations.NullMarked;
