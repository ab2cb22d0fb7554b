package io.lockstep.model.delivery;

import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.core.port.SendingChain;
import io.lockstep.core.port.SignerStore;
import io.lockstep.core.port.Submissions;

/** What stands between a stage and its ports: nothing, unless something is to be broken. */
interface Wiring {
  default DeliveryStore delivery(DeliveryStore store) {
    return store;
  }

  default OutcomeStore outcomes(OutcomeStore store) {
    return store;
  }

  default Submissions submissions(Submissions submissions) {
    return submissions;
  }

  default SignerStore signer(SignerStore store) {
    return store;
  }

  /** The chain as the stages of one signer see it. */
  default SendingChain chain(SendingChain chain, SignerStore store) {
    return chain;
  }
}
