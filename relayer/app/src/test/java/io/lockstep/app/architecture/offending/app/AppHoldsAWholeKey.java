package io.lockstep.app.architecture.offending.app;

import io.lockstep.app.architecture.offending.app.demo.SingleKeySigner;

final class AppHoldsAWholeKey {

  Object offence() {
    return new SingleKeySigner();
  }
}
