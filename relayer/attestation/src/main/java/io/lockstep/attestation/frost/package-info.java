/**
 * FROST(secp256k1, SHA-256) as RFC 9591 defines it: t of n signers make one signature, and nobody
 * holds the key. Two rounds, in the order of reading:
 *
 * <ol>
 *   <li>{@link io.lockstep.attestation.frost.SigningNonces}: a signer commits to a pair of nonces
 *       before it knows what it will sign.
 *   <li>{@link io.lockstep.attestation.frost.CommitmentList}: the commitments of those who sign.
 *   <li>{@link io.lockstep.attestation.frost.SigningRound}: the shares of one message, their
 *       verification, and the signature they add up to.
 * </ol>
 *
 * <p>Values and arithmetic only: no clock, no storage, no network. Who may sign what is not decided
 * here.
 */
@NullMarked
package io.lockstep.attestation.frost;

import org.jspecify.annotations.NullMarked;
