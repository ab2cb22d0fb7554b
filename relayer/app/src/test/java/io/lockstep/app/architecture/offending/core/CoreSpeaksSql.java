package io.lockstep.app.architecture.offending.core;

import java.sql.Connection;

interface CoreSpeaksSql {
  Connection offence();
}
