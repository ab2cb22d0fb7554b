package io.lockstep.app.architecture.offending.persistence;

public interface PersistenceType {}
