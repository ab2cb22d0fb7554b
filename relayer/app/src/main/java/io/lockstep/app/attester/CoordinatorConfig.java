package io.lockstep.app.attester;

import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ProtocolException;

/** A relayer that may ask for signatures. It is believed nothing, so this bounds who takes time. */
public record CoordinatorConfig(String name, IdentityKey identity) {
  static Value<CoordinatorConfig> read(Section section) {
    var name = section.required("name", Scalar.name());
    var identity = section.required("identity", CoordinatorConfig::identity);
    section.refuseUnknown();
    return Values.all(name, identity).then(() -> new CoordinatorConfig(name.get(), identity.get()));
  }

  private static IdentityKey identity(String text) {
    try {
      return new IdentityKey(Bytes.fromHex(text));
    } catch (ProtocolException | AttestationException e) {
      throw new IllegalArgumentException(
          "an identity as lockstep keys identity prints it: 0x and 64 hexadecimal digits", e);
    }
  }
}
