package io.lockstep.app.demo;

import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the demo shows, in order: messages both ways in batches, one that its recipient refuses and
 * that is retried, one that the quorum holds and rules on, one that expires and is voided. Then it
 * tries to break the promises.
 */
final class Story {

  private static final int MESSAGES_THERE = 5;
  private static final int MESSAGES_BACK = 3;

  /** The shortest deadline that a gateway takes is ten minutes. */
  private static final Duration DEADLINE = Duration.ofMinutes(20);

  /** The sample recipient refuses a payload that begins like this while it is told to. */
  private static final byte REFUSED = (byte) 0xff;

  private final TwoChains chains;
  private final Narrator narrator;
  private long parked;

  Story(TwoChains chains, Narrator narrator) {
    this.chains = chains;
    this.narrator = narrator;
  }

  /** How it ended. */
  record Ending(Tally tally, List<Promise> promises) {

    boolean held() {
      return tally.isComplete() && promises.stream().allMatch(Promise::held);
    }
  }

  Ending tell() {
    openTheLanes();
    Batch batch = sendBothWays();
    refuseAndRetry();
    holdAndRule();
    long voided = expireAndVoid();
    return check(batch, voided);
  }

  private void openTheLanes() {
    narrator.chapter("HELLO: each end tells the other what it accepts; applications wait for it");
    for (Direction direction : chains.directions()) {
      deliver(direction, Holds.NONE, "HELLO of " + direction.source().name() + " delivered");
    }
  }

  private Batch sendBothWays() {
    narrator.chapter("Messages both ways, each lane in one batch under one signature");
    for (int i = 1; i <= MESSAGES_THERE; i++) {
      send(chains.there(), text("there " + i));
    }
    for (int i = 1; i <= MESSAGES_BACK; i++) {
      send(chains.back(), text("back " + i));
    }
    deliver(chains.back(), Holds.NONE, MESSAGES_BACK + " messages in one batch");
    return deliver(chains.there(), Holds.NONE, MESSAGES_THERE + " messages in one batch");
  }

  private void refuseAndRetry() {
    Direction there = chains.there();
    narrator.chapter("A recipient that refuses blocks nobody: its message is parked, then retried");
    setRefusing(there, true);
    send(there, text("before"));
    long refused = send(there, Bytes.copyOf(new byte[] {REFUSED}));
    send(there, text("after"));
    deliver(there, Holds.NONE, "3 messages, of which the recipient refuses one");
    narrator.step("message %d is %s, the one after it arrived".formatted(refused, stands(refused)));
    setRefusing(there, false);
    narrator.step("message %d retried by a passer-by".formatted(refused), there.retry(refused));
  }

  private void holdAndRule() {
    Direction there = chains.there();
    narrator.chapter("The quorum suspects a message: it is held, then ruled on");
    long held = send(there, text("suspicious"));
    send(there, text("harmless"));
    deliver(there, Holds.of(held), "2 messages, of which the quorum holds one");
    narrator.step("message %d is %s".formatted(held, stands(held)));
    narrator.step(
        "message %d ruled to be delivered".formatted(held), there.rule(held, Decision.DELIVER));
  }

  private long expireAndVoid() {
    Direction there = chains.there();
    narrator.chapter("A message that comes too late is voided, and its sender hears of it");
    long late = send(there, text("too late"), deadline());
    chains.advanceTime(DEADLINE.plusMinutes(1));
    narrator.step("%d minutes pass on both chains".formatted(DEADLINE.toMinutes() + 1));
    deliver(there, Holds.NONE, "1 message, past its deadline");
    narrator.step("message %d is %s".formatted(late, stands(late)));
    narrator.step("message %d voided by a passer-by".formatted(late), there.voidMessage(late));
    deliver(chains.back(), Holds.NONE, "the void itself, as a message on the return lane");
    narrator.step(
        "voided messages that the sender has heard of: %d"
            .formatted(new SampleContracts(there.source()).voided()));
    return late;
  }

  private Ending check(Batch executed, long voided) {
    Direction there = chains.there();
    narrator.chapter("What must not be possible is tried");
    send(there, text("last"));
    Batch waiting = there.next(Holds.NONE);
    PromiseChecks checks = new PromiseChecks(chains, there);
    Optional<String> pause = checks.pause(waiting);
    List<Optional<String>> provenance = checks.provenance(waiting);
    List<Optional<String>> quorum = checks.quorum(waiting);
    deliver(there, Holds.NONE, "the batch of those attempts, as it should be");
    Tally tally = Tally.of(there, parked).plus(Tally.of(chains.back(), 0));
    List<Promise> promises =
        List.of(
            Promise.of("I3", "delivered at most once", checks.once(executed, voided, tally)),
            Promise.of("I4", "nothing delivered that was not sent", provenance),
            Promise.of("I8", "nothing moves without the quorum's key", quorum),
            Promise.of("I12", "a pause stops delivery at once", List.of(pause)));
    promises.forEach(promise ->
        narrator.step("%-4s %s: %s".formatted(promise.id(), promise.text(), promise.verdict())));
    return new Ending(tally, promises);
  }

  // Steps

  private long send(Direction direction, Bytes payload) {
    return send(direction, payload, Message.NO_DEADLINE);
  }

  private long send(Direction direction, Bytes payload, long deadline) {
    Receipt receipt = direction.send(payload, deadline);
    long nonce = appended(direction, receipt);
    narrator.step("%s  message %d sent".formatted(direction, nonce), receipt);
    return nonce;
  }

  private static long appended(Direction direction, Receipt receipt) {
    return GatewayEvents.in(receipt, direction.source().gateway()).stream()
        .map(Story::nonceOf)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a send that appended nothing"));
  }

  private static Optional<Long> nonceOf(GatewayEvent event) {
    return event instanceof GatewayEvent.MessageAppended(var _, long nonce, var _)
        ? Optional.of(nonce)
        : Optional.empty();
  }

  private Batch deliver(Direction direction, Holds holds, String what) {
    Batch batch = direction.next(holds);
    Receipt receipt = direction.deliver(batch);
    parked +=
        GatewayEvents.in(receipt, direction.destination().gateway()).stream()
            .filter(event -> event instanceof GatewayEvent.MessageParked)
            .count();
    narrator.step("%s  %s".formatted(direction, what), receipt);
    return batch;
  }

  private void setRefusing(Direction direction, boolean refusing) {
    End end = direction.destination();
    end.owner().send(new SampleContracts(end).setRefusing(refusing), "setRefusing");
  }

  private String stands(long nonce) {
    return switch (chains.there().standing(nonce).standing()) {
      case NONE -> "delivered";
      case PARKED -> "parked";
      case HELD -> "held";
      case VOID_PENDING -> "voided, not yet told";
      case VOIDED -> "voided";
    };
  }

  private long deadline() {
    return chains.now().plus(DEADLINE).getEpochSecond();
  }

  private static Bytes text(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }
}
