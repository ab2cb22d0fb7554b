@NullMarked
package io.lockstep.chain.transaction;

import org.jspecify.annotations.NullMarked;
