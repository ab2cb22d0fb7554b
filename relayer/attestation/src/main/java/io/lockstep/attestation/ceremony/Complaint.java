package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Bytes;
import java.util.List;
import java.util.stream.Stream;

/**
 * That some dealers gave a wrong share. With the key it tells, everybody can open what they sealed
 * and judge between them and the one who complains. Either way the ceremony is over, and the key
 * opens nothing else.
 *
 * @param accused rising, at least one
 */
record Complaint(OneTimeKey key, List<Identifier> accused) {
  Complaint {
    accused = List.copyOf(accused);
    Require.rising(accused, dealer -> dealer, "accused dealer");
  }

  static Complaint read(Fields in, int count) {
    return new Complaint(
        OneTimeKey.decode(in.bytes(OneTimeKey.LENGTH)), in.repeated(count, in::identifier));
  }

  /** One-time key (32 bytes) ‖ for each accused: identifier (32). */
  Bytes encode() {
    return Fields.join(
        Stream.concat(Stream.of(key.reveal()), accused.stream().map(Identifier::encode)).toList());
  }
}
