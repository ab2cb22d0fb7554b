package io.lockstep.app.architecture.offending.attestation;

public interface AttestationType {}
