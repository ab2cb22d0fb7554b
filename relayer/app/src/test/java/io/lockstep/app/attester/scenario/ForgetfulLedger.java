package io.lockstep.app.attester.scenario;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.Set;

/** Broken on purpose: says that a commitment is on record, and writes nothing. */
record ForgetfulLedger(SigningLedger real) implements SigningLedger {
  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    return real.lane(lane, from, nonce, held);
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    return real.message(lane, nonce);
  }

  @Override
  public void record(SignedHead signed) {
    real.record(signed);
  }

  @Override
  public void record(SignedRuling signed) {
    real.record(signed);
  }

  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    return new CommitmentUse.First(real.height() + 1);
  }

  @Override
  public long height() {
    return real.height();
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    real.haltPair(lane, incident);
  }
}
