/** A PostgreSQL that comes as a jar, for tests and for the demo. */
@NullMarked
package io.lockstep.persistence.embedded;

import org.jspecify.annotations.NullMarked;
