package io.lockstep.attestation.ceremony;

import java.security.SecureRandom;

/** What a participant needs of the world. */
public record CeremonyPorts(SessionsBegun sessions, SecureRandom random, CeremonyLimits limits) {}
