package io.lockstep.core.domain;

import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;

/**
 * A checkpoint with the quorum's signature, which was verified before it was kept.
 *
 * @param digest what was signed
 */
public record KeptCheckpoint(Checkpoint checkpoint, Hash32 digest, FrostSignature signature) {}
