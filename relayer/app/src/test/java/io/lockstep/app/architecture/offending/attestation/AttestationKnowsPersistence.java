package io.lockstep.app.architecture.offending.attestation;

import io.lockstep.app.architecture.offending.persistence.PersistenceType;

interface AttestationKnowsPersistence {
  PersistenceType offence();
}
