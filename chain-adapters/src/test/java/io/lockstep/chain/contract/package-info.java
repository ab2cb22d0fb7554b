@NullMarked
package io.lockstep.chain.contract;

import org.jspecify.annotations.NullMarked;
