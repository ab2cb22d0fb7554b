package io.lockstep.app.architecture.offending.app.demo;

/** What only the demo may hold. */
public final class SingleKeySigner {}
