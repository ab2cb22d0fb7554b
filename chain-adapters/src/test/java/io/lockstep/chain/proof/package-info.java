@NullMarked
package io.lockstep.chain.proof;

import org.jspecify.annotations.NullMarked;
