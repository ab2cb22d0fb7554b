/**
 * The group that keys, nonces and shares live in. Public numbers are BigInteger, secret ones are
 * {@link io.lockstep.attestation.group.SecretScalar} and come only to {@link
 * io.lockstep.attestation.group.SecretArithmetic}.
 */
@NullMarked
package io.lockstep.attestation.group;

import org.jspecify.annotations.NullMarked;
