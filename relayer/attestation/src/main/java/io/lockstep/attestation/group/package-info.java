/**
 * The group that keys, nonces and shares live in. Public numbers are BigInteger, secret ones are
 * {@link io.lockstep.attestation.group.SecretScalar} and come only to {@link
 * io.lockstep.attestation.group.SecretArithmetic}. Sums of public points, which are what a
 * signature costs, are a {@link io.lockstep.attestation.group.LinearCombination}, over a field of
 * their own.
 */
@NullMarked
package io.lockstep.attestation.group;

import org.jspecify.annotations.NullMarked;
