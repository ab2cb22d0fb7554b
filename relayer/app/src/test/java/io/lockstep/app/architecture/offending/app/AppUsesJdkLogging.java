package io.lockstep.app.architecture.offending.app;

import java.util.logging.Logger;

interface AppUsesJdkLogging {
  Logger offence();
}
