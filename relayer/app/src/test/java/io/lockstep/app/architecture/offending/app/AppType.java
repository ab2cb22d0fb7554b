package io.lockstep.app.architecture.offending.app;

public interface AppType {}
