package io.lockstep.app.attester.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.port.Leases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose turn it is, by a clock and a lease that a test sets. */
class SigningTurnTest {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private final List<String> told = new ArrayList<>();
  private final OneLease leases = new OneLease();
  private long nanos;
  private final SigningTurn turn =
      new SigningTurn(
          leases,
          LENGTH,
          () -> nanos,
          new SigningTurn.Listener() {
            @Override
            public void begun() {
              told.add("begun");
            }

            @Override
            public void lost() {
              told.add("lost");
            }
          });

  /** One lease, which others may have, in a database that may not answer. */
  private static final class OneLease implements Leases {
    private boolean others;
    private boolean silent;
    private long epoch;

    private void answer() {
      if (silent) {
        throw new IllegalStateException("no answer");
      }
    }

    @Override
    public Optional<Lease> acquire(String name, Duration length) {
      answer();
      epoch++;
      return others ? Optional.empty() : Optional.of(new Lease(name, "self", epoch));
    }

    @Override
    public boolean renew(Lease lease, Duration length) {
      answer();
      return !others;
    }

    @Override
    public void release(Lease lease) {
      answer();
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void nothingIsSignedBeforeItsTurn() {
    leases.others = true;
    turn.keep();

    assertThat(turn.closed()).isPresent();
    assertThat(told).isEmpty();

    leases.others = false;
    turn.keep();

    assertThat(turn.closed()).isEmpty();
    assertThat(told).containsExactly("begun");
  }

  @Test
  void aTurnThatPassedToAnotherIsLostAndMayComeAgain() {
    turn.keep();
    leases.others = true;
    turn.keep();

    assertThat(turn.closed()).isPresent();
    leases.others = false;
    turn.keep();

    assertThat(turn.closed()).isEmpty();
    assertThat(told).containsExactly("begun", "lost", "begun");
  }

  /** While the database is silent another may have it, as soon as the lease has run out. */
  @Test
  void aTurnEndsByItselfWhenTheDatabaseIsSilent() {
    turn.keep();
    leases.silent = true;
    pass(LENGTH.minusMillis(1));
    assertThat(turn.closed()).isEmpty();

    pass(Duration.ofMillis(1));

    assertThat(turn.closed()).isPresent();
    assertThatThrownBy(turn::keep).hasMessage("no answer");
    assertThat(turn.closed()).isPresent();
  }

  @Test
  void aReleasedTurnIsOver() {
    turn.keep();

    turn.release();

    assertThat(turn.isHeld()).isFalse();
  }
}
