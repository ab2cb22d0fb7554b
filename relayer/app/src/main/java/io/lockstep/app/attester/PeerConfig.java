package io.lockstep.app.attester;

import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.attestation.frost.Identifier;
import java.net.URI;

/**
 * Where another attester is now. The roster cannot be changed: the key's certificate has its hash.
 */
public record PeerConfig(Identifier attester, URI address) {
  static Value<PeerConfig> read(Section section) {
    var attester = section.required("attester", Scalar.longNumber(1, OwnKeysConfig.NUMBER_MAX));
    var address = section.required("address", Scalar.uri("https"));
    section.refuseUnknown();
    return Values.all(attester, address)
        .then(() -> new PeerConfig(Identifier.of(attester.get()), address.get()));
  }
}
