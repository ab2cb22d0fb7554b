@NullMarked
package io.lockstep.chain.provider.heads;

import org.jspecify.annotations.NullMarked;
