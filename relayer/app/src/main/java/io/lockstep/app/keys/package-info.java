/** Keys of attesters on this machine: how they are made, kept and looked at. */
@NullMarked
package io.lockstep.app.keys;

import org.jspecify.annotations.NullMarked;
