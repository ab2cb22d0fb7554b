package io.lockstep.app.attester.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedLedgerTest {
  private static final Hash32 HASH = Keccak256.ofText("hash");

  private final Rows rows = new Rows();
  private final RememberedLedger ledger = new RememberedLedger(rows);

  @Test
  void aLedgerThatGrowsIsOpen() {
    assertThat(ledger.use(HASH, HASH)).isEqualTo(new CommitmentUse.First(1));
    assertThat(ledger.use(HASH, HASH)).isEqualTo(new CommitmentUse.First(2));
    ledger.look();

    assertThat(ledger.closed()).isEmpty();
  }

  /** The database was put back under the process, which still holds the lease. */
  @Test
  void noShareLeavesOnARowOfALedgerThatBecameShorter() {
    rows.height = 7;
    ledger.use(HASH, HASH);
    rows.height = 3;

    assertThat(ledger.use(HASH, HASH)).isInstanceOf(CommitmentUse.Repeated.class);
    assertThat(ledger.closed()).hasValueSatisfying(why -> assertThat(why).contains("put back"));
  }

  @Test
  void itIsNoticedWhileNothingIsSigned() {
    becomesShorter();

    assertThat(ledger.closed()).isPresent();
  }

  @Test
  void itStaysClosedWhenTheLedgerHasGrownAgain() {
    becomesShorter();
    rows.height = 20;
    ledger.look();

    assertThat(ledger.closed()).isPresent();
    assertThat(ledger.use(HASH, HASH)).isInstanceOf(CommitmentUse.Repeated.class);
  }

  private void becomesShorter() {
    rows.height = 7;
    ledger.look();
    rows.height = 6;
    ledger.look();
  }

  /** Counts, and knows nothing else. */
  private static final class Rows implements SigningLedger {
    long height;

    @Override
    public CommitmentUse use(Hash32 commitment, Hash32 digest) {
      height++;
      return new CommitmentUse.First(height);
    }

    @Override
    public long height() {
      return height;
    }

    @Override
    public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RulingLedger message(LaneId lane, long nonce) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void record(SignedHead signed) {}

    @Override
    public void record(SignedRuling signed) {}

    @Override
    public void haltPair(LaneId lane, Incident incident) {}
  }
}
