package io.lockstep.app.attester;

import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Secret;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.attestation.frost.Identifier;
import java.nio.file.Path;

/**
 * An attester's own share and identity.
 *
 * @param attester its number on the roster
 * @param folder where the ceremony left share, identity and roster
 */
public record OwnKeysConfig(Identifier attester, Path folder, Secret passphrase) {
  static final long NUMBER_MAX = 1_000_000;

  static Value<OwnKeysConfig> read(Section section) {
    var attester = section.required("attester", Scalar.longNumber(1, NUMBER_MAX));
    var folder = section.required("folder", Scalar.path());
    var passphrase = Secret.read(section, "passphrase");
    section.refuseUnknown();
    return Values.all(attester, folder, passphrase)
        .then(
            () -> new OwnKeysConfig(Identifier.of(attester.get()), folder.get(), passphrase.get()));
  }
}
