/**
 * The coordinating side of signing, over the network. In the order of reading: {@link
 * io.lockstep.app.coordination.Seat}, one attester as it is reached; {@link
 * io.lockstep.app.coordination.SigningPanel}, all of them under one key, of whom a quorum signs;
 * {@link io.lockstep.app.coordination.PanelOutcome}, what comes of it.
 *
 * <p>Whoever coordinates is trusted for nothing but speed: what is signed each attester decides by
 * itself, and the worst that a coordinator can do is nothing.
 */
@NullMarked
package io.lockstep.app.coordination;

import org.jspecify.annotations.NullMarked;
