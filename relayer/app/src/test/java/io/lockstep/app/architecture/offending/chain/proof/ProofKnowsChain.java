package io.lockstep.app.architecture.offending.chain.proof;

import io.lockstep.app.architecture.offending.chain.ChainType;

interface ProofKnowsChain {
  ChainType offence();
}
