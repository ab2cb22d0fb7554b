@NullMarked
package io.lockstep.persistence.lane;

import org.jspecify.annotations.NullMarked;
