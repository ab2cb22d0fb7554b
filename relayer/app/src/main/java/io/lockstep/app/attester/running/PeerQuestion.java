package io.lockstep.app.attester.running;

import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.transport.OwnTls;
import io.lockstep.attestation.attester.StartingFence;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.protocol.Hash32;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks one peer what it last heard of this attester, more and more slowly while it is silent. */
final class PeerQuestion implements Runnable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REST_MIN = Duration.ofMillis(250);
  private static final int DOUBLINGS_MAX = 7;

  private final RosterMember peer;
  private final URI address;
  private final OwnTls tls;
  private final TermFence fence;
  private final LongSupplier nanoTime;
  private @Nullable Hash32 asked;
  private int failedInARow;
  private long nextNanos;
  private volatile Optional<String> trouble = Optional.empty();

  PeerQuestion(RosterMember peer, URI address, OwnTls tls, TermFence fence, LongSupplier nanoTime) {
    this.peer = peer;
    this.address = address;
    this.tls = tls;
    this.fence = fence;
    this.nanoTime = nanoTime;
  }

  RosterMember peer() {
    return peer;
  }

  /** Why it has not answered, if it was asked in vain. */
  Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void run() {
    if (fence.isAsking()) {
      fence
          .current()
          .filter(current -> !current.hasHeard(peer.identifier()))
          .filter(this::isTime)
          .ifPresent(this::ask);
    }
  }

  private boolean isTime(StartingFence current) {
    if (!current.question().equals(asked)) {
      asked = current.question();
      failedInARow = 0;
      return true;
    }
    return nanoTime.getAsLong() - nextNanos >= 0;
  }

  private void ask(StartingFence current) {
    try (AttesterClient client =
        new AttesterClient(address, tls.context(Set.of(peer.identity())), TIMEOUT)) {
      current.heard(client.lastHeard(current.question()));
      trouble = Optional.empty();
    } catch (RuntimeException e) {
      // Whatever a peer said, it ends nothing but this question.
      trouble = Optional.of(String.valueOf(e.getMessage()));
      int doublings = Math.min(failedInARow, DOUBLINGS_MAX);
      failedInARow++;
      nextNanos = nanoTime.getAsLong() + REST_MIN.multipliedBy(1L << doublings).toNanos();
    }
  }
}
