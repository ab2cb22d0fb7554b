/** What an attester keeps besides the lanes that it watches. */
@NullMarked
package io.lockstep.persistence.attester;

import org.jspecify.annotations.NullMarked;
