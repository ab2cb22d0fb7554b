/**
 * How a roster makes its key, so that nobody ever holds it: Pedersen's distributed key generation
 * with proofs of possession, and the refresh of its shares. In the order of reading:
 *
 * <ol>
 *   <li>{@link io.lockstep.attestation.ceremony.CeremonyTerms}: what all agree on beforehand.
 *   <li>{@code Hello}, {@code Dealing}, {@code Echo}: what each says, and {@link
 *       io.lockstep.attestation.ceremony.Certification}: what each signs at the end.
 *   <li>{@code CeremonyRules}: what such a message must be, and {@link
 *       io.lockstep.attestation.ceremony.Fault}: the proof that somebody broke a rule.
 *   <li>{@code Testimony}: all that one participant has heard, and whom it convicts.
 *   <li>{@link io.lockstep.attestation.ceremony.CeremonyParticipant}: one attester's part, as a
 *       state machine.
 *   <li>{@link io.lockstep.attestation.ceremony.CertifiedKey}: what comes of it, and there is no
 *       other way to one.
 * </ol>
 *
 * <p>No clock, no storage, no network: time and messages come in, {@link
 * io.lockstep.attestation.ceremony.CeremonyAction}s go out.
 */
@NullMarked
package io.lockstep.attestation.ceremony;

import org.jspecify.annotations.NullMarked;
