package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.HoldQuota;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.util.Set;

/** Who an attester is, and what its process is given when it starts. */
record Seat(
    QuorumKey key,
    KeyPackage share,
    IdentitySigner identity,
    Set<CoordinatorId> coordinators,
    HoldQuota quota,
    SecureRandom random) {
  Identifier identifier() {
    return share.identifier();
  }

  SignedMessage says(MessageKind kind, Hash32 scope, Bytes body) {
    return SignedMessage.sign(identity, identifier(), kind, scope, body);
  }
}
