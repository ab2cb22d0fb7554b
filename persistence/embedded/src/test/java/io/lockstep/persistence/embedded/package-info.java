@NullMarked
package io.lockstep.persistence.embedded;

import org.jspecify.annotations.NullMarked;
