/**
 * Word of new blocks, to wake the stages earlier than they would wake by themselves. Nothing
 * depends on it but how soon.
 */
@NullMarked
package io.lockstep.chain.provider.heads;

import org.jspecify.annotations.NullMarked;
