/**
 * A key ceremony across machines. In the order of reading: {@link
 * io.lockstep.app.keys.ceremony.Agreement}, what operators agree on; {@link
 * io.lockstep.app.keys.ceremony.NetworkedCeremony}, one attester's way through it; and how the
 * attesters reach each other, {@code Desk} and {@code Peers}.
 */
@NullMarked
package io.lockstep.app.keys.ceremony;

import org.jspecify.annotations.NullMarked;
