@NullMarked
package io.lockstep.chain.provider.logs;

import org.jspecify.annotations.NullMarked;
