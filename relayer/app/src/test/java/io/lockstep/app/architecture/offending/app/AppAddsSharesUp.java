package io.lockstep.app.architecture.offending.app;

import io.lockstep.app.architecture.offending.attestation.group.SecretType;

final class AppAddsSharesUp {

  Object offence() {
    return new SecretType();
  }
}
