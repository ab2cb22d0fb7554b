/** Deployment to the configured chains, from a plan in a file. */
@NullMarked
package io.lockstep.app.deploy;

import org.jspecify.annotations.NullMarked;
