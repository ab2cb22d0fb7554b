@NullMarked
package io.lockstep.persistence.rules;

import org.jspecify.annotations.NullMarked;
