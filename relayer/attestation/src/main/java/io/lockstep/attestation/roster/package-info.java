/**
 * Who the attesters are, and how they say something that all others can check later: {@link
 * io.lockstep.attestation.roster.Roster} and {@link io.lockstep.attestation.roster.SignedMessage}.
 */
@NullMarked
package io.lockstep.attestation.roster;

import org.jspecify.annotations.NullMarked;
