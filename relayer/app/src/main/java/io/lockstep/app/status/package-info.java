/** Commands that only look: what the database says of lanes and messages. */
@NullMarked
package io.lockstep.app.status;

import org.jspecify.annotations.NullMarked;
