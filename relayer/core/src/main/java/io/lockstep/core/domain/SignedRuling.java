package io.lockstep.core.domain;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Ruling;

/** A ruling that an attester signs, and what exactly it signs of it. */
public record SignedRuling(Ruling ruling, Hash32 digest) {}
