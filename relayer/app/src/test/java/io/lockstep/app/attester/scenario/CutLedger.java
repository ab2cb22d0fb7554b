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
import java.util.function.Supplier;

/** A real ledger whose process ends at one of its transactions. */
final class CutLedger implements SigningLedger {
  /** The process is no more. Nothing of its own may catch this. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final SigningLedger real;
  private final int cutAt;
  private final boolean committed;
  private int calls;

  /**
   * Ends at one transaction.
   *
   * @param cutAt which, from 1; 0 for none
   * @param committed whether it ends only when that is durable, and hears nothing of it
   */
  CutLedger(SigningLedger real, int cutAt, boolean committed) {
    this.real = real;
    this.cutAt = cutAt;
    this.committed = committed;
  }

  int calls() {
    return calls;
  }

  private <T> T cut(Supplier<T> transaction) {
    boolean now = ++calls == cutAt;
    if (now && !committed) {
      throw new Killed();
    }
    T result = transaction.get();
    if (now) {
      throw new Killed();
    }
    return result;
  }

  private void cut(Runnable transaction) {
    cut(() -> {
      transaction.run();
      return true;
    });
  }

  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    return cut(() -> real.lane(lane, from, nonce, held));
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    return cut(() -> real.message(lane, nonce));
  }

  @Override
  public void record(SignedHead signed) {
    cut(() -> real.record(signed));
  }

  @Override
  public void record(SignedRuling signed) {
    cut(() -> real.record(signed));
  }

  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    return cut(() -> real.use(commitment, digest));
  }

  @Override
  public long height() {
    return real.height();
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    cut(() -> real.haltPair(lane, incident));
  }
}
