package io.lockstep.app.architecture.offending.chain;

public interface ChainType {}
