package io.lockstep.app.architecture.offending.protocol;

import io.lockstep.app.architecture.offending.core.CoreType;

interface ProtocolKnowsCore {
  CoreType offence();
}
