/** What the readers make of the views. */
@NullMarked
package io.lockstep.persistence.view;

import org.jspecify.annotations.NullMarked;
