package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import java.util.List;

/**
 * What somebody certifies, unread: it is right if it is, to the byte, the {@link Certification}
 * that follows from the dealings which they echoed.
 */
record Claim(Bytes body) implements Spoken {
  @Override
  public List<SignedMessage> embedded() {
    return List.of();
  }

  @Override
  public Bytes encode() {
    return body;
  }
}
