package io.lockstep.app.architecture.offending.attestation.group;

public final class SecretType {}
