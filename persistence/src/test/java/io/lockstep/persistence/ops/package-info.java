/** The views under the schema ops keep what they promise to dashboards. */
@NullMarked
package io.lockstep.persistence.ops;

import org.jspecify.annotations.NullMarked;
