/**
 * Carrying a lane by hand: whoever has a message on it may deliver it, with what any attester
 * serves. Nobody on the way is believed.
 */
@NullMarked
package io.lockstep.app.deliver;

import org.jspecify.annotations.NullMarked;
