package io.lockstep.app.architecture.offending.chain;

import io.lockstep.app.architecture.offending.attestation.AttestationType;

interface ChainKnowsAttestation {
  AttestationType offence();
}
