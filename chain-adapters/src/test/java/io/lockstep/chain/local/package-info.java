@NullMarked
package io.lockstep.chain.local;

import org.jspecify.annotations.NullMarked;
