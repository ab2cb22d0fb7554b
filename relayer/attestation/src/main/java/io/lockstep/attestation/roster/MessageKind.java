package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import java.util.Arrays;

/**
 * What a signed message is. The code is signed with it, so that none can be taken for another kind.
 */
public enum MessageKind {
  CEREMONY_HELLO(1),
  CEREMONY_DEALING(2),
  CEREMONY_ECHO(3),
  CEREMONY_CERTIFICATION(4),
  SIGNING_COMMITMENTS(16),
  SIGNING_ANSWER(17),
  HOLD(32),
  LAST_HEARD(33);

  private final byte code;

  MessageKind(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static MessageKind of(byte code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code == code)
        .findFirst()
        .orElseThrow(() ->
            new AttestationException(
                OUT_OF_RANGE,
                "kind of message",
                Byte.toUnsignedInt(code),
                Arrays.stream(values()).map(kind -> Byte.toUnsignedInt(kind.code)).toList()));
  }
}
