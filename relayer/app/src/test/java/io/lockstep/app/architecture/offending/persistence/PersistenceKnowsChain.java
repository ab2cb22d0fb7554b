package io.lockstep.app.architecture.offending.persistence;

import io.lockstep.app.architecture.offending.chain.ChainType;

interface PersistenceKnowsChain {
  ChainType offence();
}
