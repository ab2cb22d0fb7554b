/**
 * How a quorum signs with a key that nobody holds. In the order of reading:
 *
 * <ol>
 *   <li>{@code group}: secp256k1, and all arithmetic that touches a secret.
 *   <li>{@code frost}: one signature of RFC 9591.
 *   <li>{@code roster}: who the attesters are, and how they sign what they say to each other.
 *   <li>{@code ceremony}: how a roster makes its key.
 *   <li>{@code atrest}: how what it made lies sealed.
 *   <li>{@code signing}: how a roster signs although some are silent, slow or lying.
 * </ol>
 *
 * <p>Values and state machines only: time, randomness and messages come in, answers go out.
 */
@NullMarked
package io.lockstep.attestation;

import org.jspecify.annotations.NullMarked;
