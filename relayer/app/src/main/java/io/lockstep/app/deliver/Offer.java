package io.lockstep.app.deliver;

import io.lockstep.attestation.attester.FinishedCheckpoint;

/**
 * A checkpoint that an attester serves.
 *
 * @param by where it was found
 */
record Offer(String by, FinishedCheckpoint checkpoint) {}
