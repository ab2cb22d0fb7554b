package io.lockstep.app.architecture.offending.chain;

import org.web3j.rlp.stub.RlpType;

interface ChainReadsRlpByWeb3j {
  RlpType offence();
}
