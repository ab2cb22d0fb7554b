@NullMarked
package io.lockstep.chain.deploy;

import org.jspecify.annotations.NullMarked;
