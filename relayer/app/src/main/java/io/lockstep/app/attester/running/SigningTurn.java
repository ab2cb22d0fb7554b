package io.lockstep.app.attester.running;

import io.lockstep.attestation.attester.Fence;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.port.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whose turn it is to sign, of several processes of one attester: the one that holds the lease. Two
 * would contradict nothing, because they share the ledger; they would refuse each other's sessions
 * and confuse the peers' memory of them.
 */
final class SigningTurn implements Fence {
  private static final String NAME = "attester";

  /** What becomes of it. */
  interface Listener {
    /** It is this process's turn, and was not before. */
    void begun();

    /** It has passed to somebody else. */
    void lost();
  }

  private final Leases leases;
  private final Duration length;
  private final LongSupplier nanoTime;
  private final Listener listener;
  private Optional<Lease> lease = Optional.empty();
  private long heldUntilNanos;

  SigningTurn(Leases leases, Duration length, LongSupplier nanoTime, Listener listener) {
    this.leases = leases;
    this.length = length;
    this.nanoTime = nanoTime;
    this.listener = listener;
  }

  /** Asks for the lease, or for more of it. */
  void keep() {
    long asked = nanoTime.getAsLong();
    Optional<Lease> before = held();
    if (before.isEmpty()) {
      Optional<Lease> acquired = leases.acquire(NAME, length);
      if (acquired.isPresent()) {
        hold(acquired, asked);
        listener.begun();
      }
    } else if (leases.renew(before.get(), length)) {
      hold(before, asked);
    } else {
      hold(Optional.empty(), asked);
      listener.lost();
    }
  }

  private synchronized Optional<Lease> held() {
    return lease;
  }

  private synchronized void hold(Optional<Lease> now, long askedNanos) {
    lease = now;
    heldUntilNanos = askedNanos + length.toNanos();
  }

  synchronized boolean isHeld() {
    return lease.isPresent() && nanoTime.getAsLong() - heldUntilNanos < 0;
  }

  @Override
  public Optional<String> closed() {
    return isHeld()
        ? Optional.empty()
        : Optional.of("this process does not hold the lease of the attester, or not any more");
  }

  /** Lets another process have it at once. */
  void release() {
    Optional<Lease> before = held();
    hold(Optional.empty(), nanoTime.getAsLong());
    before.ifPresent(leases::release);
  }
}
