package io.lockstep.app.bench.sign;

import static io.lockstep.app.testnet.CollateralTerms.units;

import io.lockstep.app.CliException;
import io.lockstep.app.bench.sign.Wishes.Wish;
import io.lockstep.app.coordination.PanelOutcome;
import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LaneLog;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.attesters.AttesterHost;
import io.lockstep.app.testnet.attesters.AttesterSite;
import io.lockstep.app.testnet.attesters.AttestersGround;
import io.lockstep.app.testnet.attesters.LocalAttesters;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.persistence.Durability;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has many checkpoints of a lane signed, one after the other, whose messages are all final and, but
 * for the last, executed: that is what a relayer meets when it has just become possible to deliver.
 */
final class SignBench {
  /**
   * So seldom that what became of a signature has been told to all before the next is asked for: to
   * verify and to keep it is not what is measured, and takes the same processors.
   */
  static final int PER_SECOND = 20;

  /** Five processes compile what they run; until then the compiler has the processors. */
  private static final int WARM_UP = 2_000;

  private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;

  private final CollateralLanes lanes;
  private final LocalAttesters attesters;

  private SignBench(CollateralLanes lanes, LocalAttesters attesters) {
    this.lanes = lanes;
    this.attesters = attesters;
  }

  static SignRow measure(int signatures) throws InterruptedException {
    try (AttestersGround ground =
            AttestersGround.create(TwoChains.THRESHOLD, TwoChains.ATTESTERS, Direction.KEY_EPOCH);
        TwoChains chains =
            TwoChains.start(
                TwoChains.Ports.ANY, DeploymentProgress.silent(), ground.keys().quorum());
        LocalAttesters attesters = ground.start(chains, AttesterHost.lastingProcess(), _ -> "{}")) {
      attesters.awaitReady();
      requireDurable(attesters);
      return new SignBench(chains.collateral(), attesters).measure(signatures, WARM_UP);
    }
  }

  private static void requireDurable(LocalAttesters attesters) {
    for (AttesterSite site : attesters.sites()) {
      Durability found = attesters.durability(site.self());
      if (!found.isFull()) {
        throw CliException.permanent(
            "the database of %s: found %s, expected that it keeps what it commits; else the figures say nothing"
                .formatted(site, found));
      }
    }
  }

  private SignRow measure(int signatures, int before) throws InterruptedException {
    List<Wish> wishes = Wishes.within(fill(Wishes.messagesFor(signatures + before)));
    LaneLog log = lanes.out().log();
    Lane lane = lanes.out().whole(TwoChains.CHANNEL);
    List<Duration> took = new ArrayList<>();
    for (Wish wish : wishes.subList(0, before)) {
      sign(lane, log, wish);
    }
    for (Wish wish : wishes.subList(before, before + signatures)) {
      Duration one = sign(lane, log, wish);
      took.add(one);
      TimeUnit.NANOSECONDS.sleep(NANOS_EACH - one.toNanos());
    }
    requireRows(signatures + before);
    return SignRow.of(took);
  }

  /** Returns when so many messages are final everywhere. */
  private long fill(long messages) {
    deliver(lanes.out());
    deliver(lanes.home());
    for (long nonce = lanes.out().executed().nonce(); nonce < messages; nonce++) {
      lock(nonce);
    }
    if (messages > lanes.out().executed().nonce()) {
      deliver(lanes.out());
    }
    lock(messages);
    // Nothing of it can be signed before all of it is final, what is executed too.
    return attesters.quorum().next(lanes.out()).batch().checkpoint().nonce();
  }

  private void lock(long number) {
    Hash32 reference = Keccak256.ofText("benchmark transfer " + number);
    lanes
        .byHolder(
            lanes.lock(
                CollateralKind.CREDIT, lanes.trader(), units(1), Message.NO_DEADLINE, reference))
        .receiptOf("lock");
  }

  private void deliver(Direction direction) {
    direction.deliver(attesters.quorum().next(direction).batch());
  }

  private Duration sign(Lane lane, LaneLog log, Wish wish) throws InterruptedException {
    long start = System.nanoTime();
    switch (attesters.quorum().ask(lane, log, wish.from(), wish.nonce())) {
      case PanelOutcome.Signed<?> _ -> {}
      case PanelOutcome.NotSigned<?> failed ->
          throw CliException.temporary(
              "%s: found %s, expected a signature".formatted(wish, failed));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Each of t attesters has kept a row of its own before its share left. */
  private void requireRows(int signed) {
    long found =
        attesters.sites().stream().mapToLong(site -> attesters.signedBy(site.self()).size()).sum();
    long expected = (long) signed * attesters.key().threshold();
    if (found < expected) {
      throw CliException.temporary(
          "rows of signed heads: found %d, expected at least %d".formatted(found, expected));
    }
  }
}
