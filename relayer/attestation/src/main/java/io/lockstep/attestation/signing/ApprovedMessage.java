package io.lockstep.attestation.signing;

import io.lockstep.protocol.Hash32;

/**
 * A digest that this attester's own policy has decided to sign, computed from what it has proven
 * itself. It is a type of its own so that what a coordinator hands over, a bare {@link Hash32} in a
 * {@link SigningSession}, is never signed by accident: make one only where the decision was made.
 */
public record ApprovedMessage(Hash32 digest) {}
