/**
 * Signing under faults, in virtual time and one thread, drawn from a seed. {@link
 * io.lockstep.app.prove.signing.World} is one quorum with its network and its liars; {@link
 * io.lockstep.app.prove.signing.Checker} watches what leaves signers and coordinators, and asks
 * neither of them whether it was right.
 */
@NullMarked
package io.lockstep.app.prove.signing;

import org.jspecify.annotations.NullMarked;
