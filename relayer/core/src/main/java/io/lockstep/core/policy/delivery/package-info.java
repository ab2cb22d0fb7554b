/** When to send, how much at once, for how much gas and at what price. */
@NullMarked
package io.lockstep.core.policy.delivery;

import org.jspecify.annotations.NullMarked;
