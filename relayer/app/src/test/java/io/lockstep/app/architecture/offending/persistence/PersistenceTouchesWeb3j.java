package io.lockstep.app.architecture.offending.persistence;

import org.web3j.stub.Web3jType;

interface PersistenceTouchesWeb3j {
  Web3jType offence();
}
