package io.lockstep.core.domain.delivery;

import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Ruling;

/** A ruling with the quorum's signature, which was verified by whoever brought it. */
public record KeptRuling(Ruling ruling, FrostSignature signature) {}
