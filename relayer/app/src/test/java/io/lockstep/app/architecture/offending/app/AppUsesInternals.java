package io.lockstep.app.architecture.offending.app;

import sun.stub.InternalType;

interface AppUsesInternals {
  InternalType offence();
}
