package io.lockstep.app.architecture.offending.core;

import io.lockstep.app.architecture.offending.chain.ChainType;

interface CoreKnowsChain {
  ChainType offence();
}
