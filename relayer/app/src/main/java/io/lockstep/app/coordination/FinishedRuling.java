package io.lockstep.app.coordination;

import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Ruling;

/** A ruling with the quorum's signature. */
public record FinishedRuling(Ruling ruling, FrostSignature signature) {}
