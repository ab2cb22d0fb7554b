package io.lockstep.app.architecture.offending.core;

public interface CoreType {}
