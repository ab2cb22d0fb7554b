package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import java.util.List;

/**
 * The first message of each participant. Its random bytes make the ceremony's id fresh for
 * everybody who has thrown some.
 */
record Hello(OneTimePublicKey key, Bytes random) implements Spoken {
  static final int RANDOM_LENGTH = 32;
  static final int LENGTH = OneTimePublicKey.LENGTH + RANDOM_LENGTH;

  Hello {
    Require.length(random, RANDOM_LENGTH, "random bytes of a hello");
  }

  static Hello decode(Bytes body) {
    Fields in = Fields.of(body, "hello");
    Hello hello =
        new Hello(new OneTimePublicKey(in.bytes(OneTimePublicKey.LENGTH)), in.bytes(RANDOM_LENGTH));
    in.end();
    return hello;
  }

  @Override
  public List<SignedMessage> embedded() {
    return List.of();
  }

  /** One-time key (32 bytes) ‖ random bytes (32). */
  @Override
  public Bytes encode() {
    return Fields.join(key.bytes(), random);
  }
}
