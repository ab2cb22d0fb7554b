/** What a node must be asked for so that nothing of it need be believed. */
@NullMarked
package io.lockstep.chain.provider.proving;

import org.jspecify.annotations.NullMarked;
