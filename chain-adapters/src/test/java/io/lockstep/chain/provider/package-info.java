@NullMarked
package io.lockstep.chain.provider;

import org.jspecify.annotations.NullMarked;
