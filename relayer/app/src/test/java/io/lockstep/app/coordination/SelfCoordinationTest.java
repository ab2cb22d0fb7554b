package io.lockstep.app.coordination;

import static io.lockstep.app.coordination.FourAttesters.KEY;
import static io.lockstep.app.coordination.FourAttesters.LANE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.attester.Fence;
import io.lockstep.core.domain.Unsigned;
import io.lockstep.core.port.UnsignedStore;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When an attester coordinates by itself: by a clock that the test moves. */
class SelfCoordinationTest {
  private static final SelfCoordinationTiming TIMING =
      new SelfCoordinationTiming(
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15));

  private Instant now = Instant.EPOCH;
  private Unsigned found = new Unsigned(0, 0, 0);
  private Optional<String> closed = Optional.empty();
  private final List<Long> signedThrough = new ArrayList<>();

  private final UnsignedStore store =
      new UnsignedStore() {
        @Override
        public Unsigned of(LaneId lane, long keyEpoch) {
          return found;
        }

        @Override
        public Hash32 headAt(LaneId lane, long nonce) {
          return new KeptLog(LANE, nonce).head(nonce).head();
        }
      };

  private SelfCoordination at(int place, double random) {
    return with(
        (_, _, nonce, _) -> {
          signedThrough.add(nonce);
          return new PanelOutcome.NotSigned<>(
              "not now", new PanelReport(1, 0, Map.of(), Duration.ZERO));
        },
        place,
        random);
  }

  private SelfCoordination with(CheckpointSigner signer, int place, double random) {
    Fence fence = () -> closed;
    return new SelfCoordination(
        List.of(LANE), store, signer, 1, fence, TIMING, () -> now, place, () -> random);
  }

  private void lookAfter(SelfCoordination self, long seconds) throws InterruptedException {
    now = now.plusSeconds(seconds);
    self.look();
  }

  @Test
  void waitsForOthersFirst() throws Exception {
    SelfCoordination self = at(0, 0);
    found = new Unsigned(7, 3, 0);
    self.look();

    lookAfter(self, 59);
    assertThat(signedThrough).isEmpty();

    lookAfter(self, 1);
    assertThat(signedThrough).containsExactly(7L);
  }

  @Test
  void eachPlaceOfTheRosterWaitsLongerAndALittleByChance() throws Exception {
    SelfCoordination self = at(2, 0.5);
    found = new Unsigned(7, 3, 0);
    self.look();

    lookAfter(self, 81);
    assertThat(signedThrough).isEmpty();

    lookAfter(self, 1);
    assertThat(signedThrough).hasSize(1);
  }

  @Test
  void whatIsSignedOrExecutedDoesNotWait() throws Exception {
    SelfCoordination self = at(0, 0);
    found = new Unsigned(7, 3, 7);
    self.look();
    lookAfter(self, 1_000);
    found = new Unsigned(7, 8, 0);
    lookAfter(self, 1_000);

    assertThat(signedThrough).isEmpty();
  }

  /** As long as others sign, however far behind, there is nothing to do. */
  @Test
  void aLaneThatMovesBeginsToWaitAnew() throws Exception {
    SelfCoordination self = at(0, 0);
    for (int i = 0; i < 10; i++) {
      found = new Unsigned(100, 0, i * 5L);
      lookAfter(self, 50);
    }

    assertThat(signedThrough).isEmpty();
  }

  /** More messages behind the one that waits do not make it wait anew. */
  @Test
  void aBusyLaneIsNotForgotten() throws Exception {
    SelfCoordination self = at(0, 0);
    for (int i = 0; i < 7; i++) {
      found = new Unsigned(10 + i, 0, 3);
      lookAfter(self, 10);
    }

    assertThat(signedThrough).containsExactly(16L);
  }

  @Test
  void triesLessAndLessOften() throws Exception {
    SelfCoordination self = at(0, 0);
    found = new Unsigned(7, 3, 0);
    self.look();
    List<Long> triedAt = new ArrayList<>();
    for (int second = 1; second <= 120; second++) {
      int before = signedThrough.size();
      lookAfter(self, 1);
      if (signedThrough.size() > before) {
        triedAt.add((long) second);
      }
    }

    assertThat(triedAt).containsExactly(60L, 65L, 75L, 90L, 105L, 120L);
  }

  @Test
  void neverWhileItMayBeAnOlderCopyOfItself() throws Exception {
    SelfCoordination self = at(0, 0);
    found = new Unsigned(7, 3, 0);
    closed = Optional.of("it was restored");
    self.look();
    lookAfter(self, 1_000);
    assertThat(signedThrough).isEmpty();

    closed = Optional.empty();
    self.look();
    lookAfter(self, 60);
    assertThat(signedThrough).hasSize(1);
  }

  /** Through its own seat and over the network to the others, without any relayer. */
  @Test
  void hasSignedWhatNobodyElseDoes() throws Exception {
    try (FourAttesters four = new FourAttesters()) {
      four.stop(4);
      SelfCoordination self = with(four.panelOf(2, PanelListener.silent()), 1, 0);
      found = new Unsigned(9, 0, 0);
      self.look();
      lookAfter(self, 70);

      SeatedAttester.Handed handed = four.attester(3).handed.poll(5, TimeUnit.SECONDS);
      assertThat(handed).isNotNull();
      assertThat(handed.checkpoint().checkpoint().nonce()).isEqualTo(9);
      assertThat(handed.checkpoint().checkpoint().keyEpoch()).isEqualTo(KEY.epoch());
      assertThat(four.attester(2).handed.poll(5, TimeUnit.SECONDS)).isNotNull();
    }
  }
}
