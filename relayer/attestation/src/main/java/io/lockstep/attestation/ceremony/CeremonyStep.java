package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.roster.MessageKind;

/** Which message of all a participant waits for. */
public enum CeremonyStep {
  HELLO(MessageKind.CEREMONY_HELLO),
  DEALING(MessageKind.CEREMONY_DEALING),
  ECHO(MessageKind.CEREMONY_ECHO),
  CERTIFICATION(MessageKind.CEREMONY_CERTIFICATION);

  private final MessageKind kind;

  CeremonyStep(MessageKind kind) {
    this.kind = kind;
  }

  MessageKind kind() {
    return kind;
  }
}
