/** Who is asked, and who is not asked any more. */
@NullMarked
package io.lockstep.persistence.provider;

import org.jspecify.annotations.NullMarked;
