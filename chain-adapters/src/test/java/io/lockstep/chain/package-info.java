@NullMarked
package io.lockstep.chain;

import org.jspecify.annotations.NullMarked;
