/** What is known of what was delivered and of what is under way: values. */
@NullMarked
package io.lockstep.core.domain.delivery;

import org.jspecify.annotations.NullMarked;
