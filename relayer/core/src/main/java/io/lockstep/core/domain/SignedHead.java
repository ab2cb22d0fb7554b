package io.lockstep.core.domain;

import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Hash32;

/** A checkpoint that an attester signs, and what exactly it signs of it. */
public record SignedHead(Checkpoint checkpoint, Hash32 digest) {}
