package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import java.util.List;

/** What a participant says. */
sealed interface Spoken permits Hello, Dealing, Echo, Claim {
  /** The messages of others that it repeats, which count as if they had come by themselves. */
  List<SignedMessage> embedded();

  /** The body of the message that says it. */
  Bytes encode();
}
