package io.lockstep.app.architecture.offending.chain;

import javax.sql.DataSource;

interface ChainSpeaksSql {
  DataSource offence();
}
