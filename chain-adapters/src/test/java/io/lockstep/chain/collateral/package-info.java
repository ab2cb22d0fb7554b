@NullMarked
package io.lockstep.chain.collateral;

import org.jspecify.annotations.NullMarked;
