package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.core.Failure;
import io.lockstep.core.domain.Unsigned;
import io.lockstep.core.port.UnsignedStore;
import io.lockstep.protocol.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attester that has lanes signed when nobody else does, so that no relayer is needed for it. It
 * asks its peers as a relayer would, and itself among them. One loop, on a thread of its own.
 */
public final class SelfCoordination {
  private static final Logger LOG = LoggerFactory.getLogger(SelfCoordination.class);

  private final Map<Lane, UnsignedWatch> watches = new LinkedHashMap<>();
  private final UnsignedStore store;
  private final CheckpointSigner panel;
  private final long keyEpoch;
  private final Fence fence;
  private final InstantSource clock;

  /**
   * Looks at nothing yet.
   *
   * @param panel with an {@link OwnSeat} among its seats
   * @param fence closed while this attester may be an older copy of itself
   * @param clock a {@link SteadyClock}, or a test's
   * @param place of this attester on the roster, from 0
   * @param random from 0 to 1
   */
  public SelfCoordination(
      Collection<Lane> lanes,
      UnsignedStore store,
      CheckpointSigner panel,
      long keyEpoch,
      Fence fence,
      SelfCoordinationTiming timing,
      InstantSource clock,
      int place,
      DoubleSupplier random) {
    this.store = store;
    this.panel = panel;
    this.keyEpoch = keyEpoch;
    this.fence = fence;
    this.clock = clock;
    lanes.forEach(lane -> watches.put(lane, new UnsignedWatch(timing, place, random)));
  }

  /** Looks again and again until it is told to stop. */
  public void run(Duration period, CountDownLatch stop) throws InterruptedException {
    while (!stop.await(period.toNanos(), TimeUnit.NANOSECONDS)) {
      look();
    }
  }

  /** Looks at each lane once, and has signed what has waited too long. */
  public void look() throws InterruptedException {
    if (fence.closed().isPresent()) {
      return;
    }
    for (Map.Entry<Lane, UnsignedWatch> each : watches.entrySet()) {
      try {
        look(each.getKey(), each.getValue());
      } catch (Failure e) {
        LOG.warn("lane {}: cannot be looked at: {}", each.getKey().id(), e.getMessage());
      }
    }
  }

  private void look(Lane lane, UnsignedWatch watch) throws InterruptedException {
    Unsigned found = store.of(lane.id(), keyEpoch);
    if (watch.isDue(found, clock.instant())) {
      LOG.info(
          "lane {}: message {} has waited too long, this attester coordinates",
          lane.id(),
          found.first());
      // Also when it is signed: until it is on record here it must not be tried at each look.
      haveSigned(lane, found);
      watch.tried(clock.instant());
    }
  }

  private void haveSigned(Lane lane, Unsigned found) throws InterruptedException {
    switch (panel.sign(
        lane, found.executed(), found.judged(), nonce -> store.headAt(lane.id(), nonce))) {
      case PanelOutcome.Signed<FinishedCheckpoint>(var finished, var _, var _) ->
          LOG.info("lane {}: signed through message {}", lane.id(), finished.checkpoint().nonce());
      case PanelOutcome.NotSigned<FinishedCheckpoint>(String why, PanelReport report) ->
          LOG.warn("lane {}: {}: {}", lane.id(), why, report.inWords());
    }
  }
}
