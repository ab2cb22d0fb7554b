/**
 * What an attester thinks of final messages. Rules are small and say why; {@link
 * io.lockstep.core.policy.judging.Policy} makes one verdict of theirs.
 */
@NullMarked
package io.lockstep.core.policy.judging;

import org.jspecify.annotations.NullMarked;
