@NullMarked
package io.lockstep.chain.gateway;

import org.jspecify.annotations.NullMarked;
