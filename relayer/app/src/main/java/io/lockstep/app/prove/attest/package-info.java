/**
 * Attesters under faults, in virtual time and one thread, drawn from a seed. {@link
 * io.lockstep.app.prove.attest.World} is two chains with their gateways, four attesters and two
 * coordinators; {@link io.lockstep.app.prove.attest.Director} lets things happen to them; {@link
 * io.lockstep.app.prove.attest.Checker} knows the truth and asks no attester whether it was right.
 */
@NullMarked
package io.lockstep.app.prove.attest;

import org.jspecify.annotations.NullMarked;
