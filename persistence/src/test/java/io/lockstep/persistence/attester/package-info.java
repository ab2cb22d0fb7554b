@NullMarked
package io.lockstep.persistence.attester;

import org.jspecify.annotations.NullMarked;
