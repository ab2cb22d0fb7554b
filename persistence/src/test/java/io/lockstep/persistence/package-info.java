@NullMarked
package io.lockstep.persistence;

import org.jspecify.annotations.NullMarked;
