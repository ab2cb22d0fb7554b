package io.lockstep.app.architecture.offending.app;

import java.util.Date;

interface AppUsesDate {
  Date offence();
}
