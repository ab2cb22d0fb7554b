package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.InteroperableAddress;

/** The transaction that makes a key known to a gateway, with the key's own proof in it. */
public record Registration(InteroperableAddress gateway, TransactionRequest transaction) {
  static Registration of(InteroperableAddress gateway, CertifiedKey key, FrostSignature proof) {
    return new Registration(
        gateway,
        new GatewayAdministration(gateway.account())
            .registerKeyEpoch(KeyProver.statement(key), proof));
  }
}
