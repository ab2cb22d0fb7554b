/** What dashboards and people read: the views of the schema ops, and nothing else. */
@NullMarked
package io.lockstep.persistence.view;

import org.jspecify.annotations.NullMarked;
