package io.lockstep.app.attester.running;

import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.attester.PeerAddresses;
import io.lockstep.app.transport.AttesterApi;
import io.lockstep.app.transport.OwnTls;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.persistence.Database;

/**
 * What a running attester is, for whatever runs beside its desk.
 *
 * @param desk its own, as others reach it through the door
 * @param fence closed while it may not sign
 */
public record AttesterSeat(
    AttesterConfig config,
    AttesterKeys keys,
    PeerAddresses peers,
    OwnTls tls,
    Database database,
    AttesterApi desk,
    Fence fence) {}
