package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Judgement;
import io.lockstep.core.policy.judging.AmountAbove;
import io.lockstep.core.policy.judging.Policy;
import io.lockstep.core.policy.judging.Rule;
import io.lockstep.core.policy.judging.VolumeAbove;
import io.lockstep.core.policy.judging.YoungerThan;
import io.lockstep.core.stage.JudgeLane;
import io.lockstep.core.stage.Step;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JudgeLaneTest {
  private static final Address ASSET = address("a5");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
  private final InMemoryJudgementStore store = new InMemoryJudgementStore(now::get);
  private long messages;

  private static Address address(String octet) {
    return Address.fromHex("0x" + octet.repeat(20));
  }

  private void makeFinal(long... amounts) {
    for (long amount : amounts) {
      CollateralPayload payload =
          new CollateralPayload(
              CollateralKind.MINT,
              ASSET,
              address("c1"),
              BigInteger.valueOf(amount),
              address("c2"),
              Hash32.ZERO);
      Route route = new Route(RouteKind.BATCH, address("51"), address("52"), 100_000);
      Message message = new Message(route, Message.NO_DEADLINE, payload.encode());
      messages++;
      store.makeFinal(new FinalMessage(messages, message, message.hash(), now.get()));
    }
  }

  /** A new stage each time, as after a restart: it keeps nothing. */
  private Step step(Rule... rules) {
    return new JudgeLane(store, new Policy(List.of(rules), Duration.ofDays(1)), now::get).step();
  }

  private List<Long> held() {
    return store.judgements().stream()
        .filter(judgement -> judgement.hold().isPresent())
        .map(judgement -> judgement.message().nonce())
        .toList();
  }

  @Test
  void judgesAllThatIsFinalAndHoldsWhatIsSuspicious() {
    makeFinal(5, 500, 7, 700);

    assertThat(step(new AmountAbove(ASSET, BigInteger.valueOf(100))))
        .isInstanceOf(Step.Moved.class);
    assertThat(store.judgements()).hasSize(4);
    assertThat(held()).containsExactly(2L, 4L);
    assertThat(step()).isInstanceOf(Step.Idle.class);
  }

  @Test
  void whatIsEarlyHoldsUpWhatFollowsAndNothingBefore() {
    Rule age = new YoungerThan(Duration.ofMinutes(10));
    makeFinal(1, 2);
    now.set(now.get().plus(Duration.ofMinutes(9)));
    makeFinal(3);

    assertThat(step(age)).isInstanceOf(Step.Idle.class);
    now.set(now.get().plus(Duration.ofMinutes(1)));
    assertThat(step(age)).isInstanceOf(Step.Moved.class);
    assertThat(store.judgements()).hasSize(2);
    assertThat(step(age))
        .isInstanceOfSatisfying(
            Step.Idle.class, idle -> assertThat(idle.why()).contains("message 3 waits until"));
    now.set(now.get().plus(Duration.ofMinutes(9)));
    assertThat(step(age)).isInstanceOf(Step.Moved.class);
    assertThat(store.judgements()).hasSize(3);
  }

  @Test
  void aVolumeCountsWithinAStepAndAcrossSteps() {
    Rule volume = new VolumeAbove(ASSET, BigInteger.valueOf(100), Duration.ofHours(1));
    makeFinal(60);
    step(volume);
    makeFinal(30, 20, 5);

    assertThat(step(volume)).isInstanceOf(Step.Moved.class);
    assertThat(store.judgements()).hasSize(2);
    assertThat(step(volume)).isInstanceOf(Step.Idle.class);
    now.set(now.get().plus(Duration.ofHours(1)));
    assertThat(step(volume)).isInstanceOf(Step.Moved.class);
    assertThat(store.judgements()).hasSize(4);
  }

  @Test
  void whatIsHeldTakesNoVolume() {
    Rule volume = new VolumeAbove(ASSET, BigInteger.valueOf(100), Duration.ofHours(1));
    Rule amount = new AmountAbove(ASSET, BigInteger.valueOf(90));
    makeFinal(99, 60, 40);

    step(volume, amount);

    assertThat(held()).containsExactly(1L);
    assertThat(store.judgements()).hasSize(3);
  }

  @Test
  void aHaltedLaneIsNotJudged() {
    makeFinal(1);
    store.halt("finality broke");

    assertThat(step()).isEqualTo(new Step.Halted("finality broke"));
    assertThat(store.judgements()).isEmpty();
  }

  @Test
  void aJudgementSaysWhy() {
    makeFinal(500);

    step(new AmountAbove(ASSET, BigInteger.ONE));

    assertThat(store.judgements())
        .extracting(Judgement::hold)
        .containsExactly(Optional.of("amount 500 of asset %s is above 1".formatted(ASSET)));
  }
}
