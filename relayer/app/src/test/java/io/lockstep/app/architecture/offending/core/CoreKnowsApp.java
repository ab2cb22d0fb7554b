package io.lockstep.app.architecture.offending.core;

import io.lockstep.app.architecture.offending.app.AppType;

interface CoreKnowsApp {
  AppType offence();
}
