package io.lockstep.app.keys.ceremony;

import io.lockstep.app.keys.AttesterAddress;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import java.security.SecureRandom;

/**
 * One attester's place at the table.
 *
 * @param listen where it answers, as far as this machine is concerned
 */
public record Seat(
    Identifier attester,
    IdentitySigner identity,
    AttesterAddress listen,
    KeyKeeping keeping,
    SecureRandom random) {}
