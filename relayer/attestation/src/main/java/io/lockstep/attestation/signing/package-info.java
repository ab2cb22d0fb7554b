/**
 * How t of n attesters sign although others are silent, slow or lying. The model is ROAST (Ruffing,
 * Ronge, Jin, Schneider-Bensch, Schröder 2022). In the order of reading:
 *
 * <ol>
 *   <li>{@link io.lockstep.attestation.signing.QuorumKey}: what all agree on before they begin.
 *   <li>{@link io.lockstep.attestation.signing.SignerPool}: an attester's side. It keeps nonces,
 *       offers commitments to them and answers each once.
 *   <li>{@link io.lockstep.attestation.signing.SigningSession}: what signers are asked to sign, and
 *       {@link io.lockstep.attestation.signing.Answer} what they say to it.
 *   <li>{@link io.lockstep.attestation.signing.SigningCoordinator}: the other side. It opens
 *       sessions until one of them ends in a signature, with commitments of a {@link
 *       io.lockstep.attestation.signing.CommitmentStore}.
 *   <li>{@link io.lockstep.attestation.signing.Evidence}: what convicts a liar before anybody.
 * </ol>
 *
 * <p>State machines and values: messages and the time come in, messages go out. A coordinator is
 * trusted for nothing but speed, and what may be signed is decided elsewhere.
 */
@NullMarked
package io.lockstep.attestation.signing;

import org.jspecify.annotations.NullMarked;
