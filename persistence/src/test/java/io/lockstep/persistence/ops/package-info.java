@NullMarked
package io.lockstep.persistence.ops;

import org.jspecify.annotations.NullMarked;
