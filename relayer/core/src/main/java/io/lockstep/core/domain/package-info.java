/** What is known of a lane: values, without behaviour of their own. */
@NullMarked
package io.lockstep.core.domain;

import org.jspecify.annotations.NullMarked;
