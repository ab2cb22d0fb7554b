package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.provider.fault.Fault;
import io.lockstep.chain.provider.fault.FaultProxy;
import io.lockstep.chain.provider.fault.Faults;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.ObservedPosition;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Each way to misbehave by its name: what the health says, and that nothing wrong comes out. */
@ExtendWith(SharedLane.class)
class MisbehaviourTest {

  private static final String BLOCK = "eth_getBlockByNumber";
  private static final String LOGS = "eth_getLogs";
  private static final String PROOF = "eth_getProof";

  /**
   * One way to misbehave.
   *
   * @param reason a part of what the health says, or of what stood in the way
   */
  record Misbehaviour(
      String name, String method, Fault fault, Class<? extends Health> health, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Misbehaviour of(
      String name, String method, Fault fault, Class<? extends Health> health, String reason) {
    return new Misbehaviour(name, method, fault, health, reason);
  }

  static Stream<Misbehaviour> ofTheConnection() {
    return Stream.of(
        of("hangs", BLOCK, Faults.hang(), Health.Unreachable.class, "no complete answer"),
        of("drips", BLOCK, Faults.drip(), Health.Unreachable.class, "no complete answer"),
        of("breaks off", BLOCK, Faults.breakOff(), Health.Unreachable.class, "cannot be reached"),
        of("closes mid body", BLOCK, Faults.closeMidBody(), Health.Unreachable.class, "reached"),
        of(
            "429",
            BLOCK,
            Faults.status("429 Slow down", "Retry-After: 7\r\n", "slow down"),
            Health.Busy.class,
            "429"),
        of("500", BLOCK, Faults.status("500 Oops", "", "oops"), Health.Busy.class, "500"),
        of("401", BLOCK, Faults.status("401 Who", "", "who?"), Health.Misconfigured.class, "401"));
  }

  static Stream<Misbehaviour> ofTheAnswer() {
    return Stream.of(
        of("not JSON", BLOCK, Faults.text("<html>"), Health.Faulty.class, "cannot be read"),
        of("truncated", BLOCK, Faults.truncated(), Health.Faulty.class, "cannot be read"),
        of("oversized", BLOCK, Faults.oversized(600_000), Health.Faulty.class, "more than"),
        of("wrong id", BLOCK, Faults.wrongId(), Health.Faulty.class, "the question's"),
        of("refuses", BLOCK, Faults.refused(-32000, "no"), Health.Faulty.class, "(code -32000)"),
        of(
            "wrong chain",
            "eth_chainId",
            Faults.result(id -> Json.text("0x5")),
            Health.Misconfigured.class,
            "found chain 5, expected chain 51"),
        of(
            "wrong first block",
            BLOCK,
            Faults.result((asked, block) -> withOtherHash(block)),
            Health.Misconfigured.class,
            "found first block 0x1111"),
        of(
            "wrong block",
            BLOCK,
            Faults.result((asked, block) ->
                asked.get(0).stringValue().equals("0x0") ? block : withNumber(block)),
            Health.Faulty.class,
            "expected block"));
  }

  private static JsonNode withOtherHash(JsonNode block) {
    return ((ObjectNode) block).put("hash", "0x" + "1".repeat(64));
  }

  private static JsonNode withNumber(JsonNode block) {
    return ((ObjectNode) block).put("number", "0x7fffffff");
  }

  static Stream<Misbehaviour> ofTheLogs() {
    return Stream.of(
        logs("hidden", Lies.hiddenLog(), Health.Doubted.class, "expected message"),
        logs("all hidden", Lies.logs(logs -> List.of()), Health.Doubted.class, "expected message"),
        logs("invented", Lies.inventedLog(), Health.Quarantined.class, "lead to message"),
        logs("altered", Lies.alteredLog(), Health.Quarantined.class, "lead to message"),
        logs(
            "removed",
            Lies.newestLog(log -> log.put("removed", true)),
            Health.Doubted.class,
            "expected message"),
        logs(
            "two at one place",
            Lies.logs(logs -> twice(logs, log -> log.put("transactionHash", hash()))),
            Health.Faulty.class,
            "two logs at one place"),
        field("address", "0x" + "9".repeat(40), "log of another contract"),
        field("blockNumber", "0x7fffffff", "log outside the blocks that were asked for"),
        field("transactionHash", null, "log without a field"),
        field("logIndex", "one", "0x and hexadecimal digits"),
        field("data", "0x00", "log that no gateway writes"),
        field("data", "0x" + "00".repeat(200_000), "log with too much data"),
        logs(
            "of another lane",
            Lies.newestLog(log -> ((ArrayNode) log.required("topics")).set(1, Json.text(hash()))),
            Health.Faulty.class,
            "log of another event or lane"),
        logs(
            "of another branch",
            Lies.newestLog(log -> log.put("blockHash", hash())),
            Health.Doubted.class,
            "log of another branch"));
  }

  private static Misbehaviour logs(
      String name, Fault fault, Class<? extends Health> health, String reason) {
    return of("logs: " + name, LOGS, fault, health, reason);
  }

  private static Misbehaviour field(String name, @Nullable String value, String reason) {
    return logs(reason, Lies.newestLog(log -> log.put(name, value)), Health.Faulty.class, reason);
  }

  private static List<ObjectNode> twice(List<ObjectNode> logs, UnaryOperator<ObjectNode> change) {
    logs.add(change.apply(logs.getLast().deepCopy()));
    return logs;
  }

  private static String hash() {
    return "0x" + "2".repeat(64);
  }

  static Stream<Misbehaviour> ofTheProof() {
    return Stream.of(
        of(
            "no state",
            PROOF,
            Faults.refused(-32000, "missing trie node"),
            Health.Faulty.class,
            "found no proof"),
        of(
            "no such method",
            PROOF,
            Faults.refused(-32601, "the method does not exist"),
            Health.Misconfigured.class,
            "does not know eth_getProof"),
        of("damaged proof", PROOF, Lies.damagedProof(), Health.Faulty.class, "proves nothing"),
        of(
            "another nonce's head",
            PROOF,
            Lies.exchangedSlots(0, 1),
            Health.Faulty.class,
            "proves nothing"),
        of(
            "the other lane's nonce",
            PROOF,
            Lies.exchangedSlots(0, 2),
            Health.Faulty.class,
            "proves nothing"),
        of(
            "header of another block",
            "eth_getBlockByHash",
            Faults.result(block -> ((ObjectNode) block).put("stateRoot", hash())),
            Health.Faulty.class,
            "proves nothing"),
        of(
            "block is gone",
            "eth_getBlockByHash",
            Faults.result(block -> NullNode.getInstance()),
            Health.Doubted.class,
            "expected one"));
  }

  @ParameterizedTest
  @MethodSource({"ofTheConnection", "ofTheAnswer", "ofTheLogs", "ofTheProof"})
  void healthNamesItAndNothingComesOut(Misbehaviour misbehaviour, SourceLane lane) {
    lane.send(2);
    lane.mine(3);
    try (FaultProxy proxy = FaultProxy.before(lane.chain().endpoint());
        Watch watch = Watch.of(lane).provider(settings(proxy)).begin()) {
      ObservedPosition observed = watch.store().observed();
      FinalPosition finalPosition = watch.store().finalPosition();
      // The first exchange of a virtual machine takes longer than a hanging one may take here.
      watch.providers().survey();
      proxy.on(misbehaviour.method(), misbehaviour.fault());
      watch.providers().all().getFirst().forgetIdentity();

      watch.settle(1);

      assertThat(watch.health(0))
          .as("%s, %s", misbehaviour, watch.failures())
          .isInstanceOf(misbehaviour.health());
      assertThat(watch.health(0).reason() + watch.failures()).contains(misbehaviour.reason());
      assertThat(watch.store().observed()).isEqualTo(observed);
      assertThat(watch.store().finalPosition()).isEqualTo(finalPosition);

      proxy.heal();
    }
  }

  private static ProviderSettings settings(FaultProxy proxy) {
    return ProviderSettings.of("provider-a", proxy.endpoint().withTimeout(Duration.ofMillis(1_500)))
        .withAnswerBytesMax(500_000);
  }

  static Stream<Misbehaviour> thatCanBePutRight() {
    return Stream.of(
        logs(
            "repeated",
            Lies.logs(logs -> twice(logs, UnaryOperator.identity())),
            Health.Healthy.class,
            ""),
        logs("out of order", Lies.logs(List::reversed), Health.Healthy.class, ""),
        of("slow", LOGS, Faults.slow(Duration.ofMillis(300)), Health.Slow.class, "expected"));
  }

  @ParameterizedTest
  @MethodSource("thatCanBePutRight")
  void lanePassesAllTheSame(Misbehaviour misbehaviour, SourceLane lane) {
    lane.send(2);
    lane.mine(3);
    try (FaultProxy proxy = FaultProxy.before(lane.chain().endpoint());
        Watch watch =
            Watch.of(lane)
                .provider(
                    ProviderSettings.of("provider-a", proxy.endpoint())
                        .withSlowAfter(
                            misbehaviour.health() == Health.Slow.class
                                ? Duration.ofNanos(1)
                                : Duration.ofMinutes(1)))
                .begin()) {
      proxy.on(misbehaviour.method(), misbehaviour.fault());

      watch.settle();
      lane.mine(2);
      watch.settle();

      assertThat(watch.health(0)).isInstanceOf(misbehaviour.health());
      assertThat(watch.health(0).reason()).contains(misbehaviour.reason());
      assertThat(watch.store().finalPosition().head()).isEqualTo(lane.head());
    }
  }
}
