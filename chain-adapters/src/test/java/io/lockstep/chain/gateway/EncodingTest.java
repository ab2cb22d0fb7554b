package io.lockstep.chain.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.TestQuorum;
import io.lockstep.chain.local.Cast;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import io.lockstep.protocol.Ruling;
import io.lockstep.protocol.Run;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** web3j's encoding of nested dynamic structs, against an encoder that is not web3j's. */
class EncodingTest {

  private static final String RUN = "(uint8,address,address,uint64,uint32,bytes)";
  private static final String MESSAGE = "(uint8,address,address,uint64,uint64,bytes)";
  private static final String SIGNATURE = "(uint256,uint256,uint256)";
  private static final String DELIVER =
      "deliver((bytes32,uint64,uint64,bytes32,uint64),bytes,%s,uint64,%s[],bytes32[])"
          .formatted(SIGNATURE, RUN);
  private static final String RETRY = "retry(bytes32,uint64,%s)".formatted(MESSAGE);
  private static final String RULE =
      "rule(bytes32,uint64,%s,uint8,uint64,%s)".formatted(MESSAGE, SIGNATURE);

  private static final GatewayCalls CALLS = new GatewayCalls(Address.ZERO);
  private static final TestQuorum QUORUM = TestQuorum.create();

  private static Bytes bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }

  private static Hash32 hash(Random random) {
    return new Hash32(bytes(random, Hash32.LENGTH));
  }

  private static Message message(Random random) {
    Route route =
        new Route(
            random.nextBoolean() ? RouteKind.BATCH : RouteKind.ERC7786,
            new Address(bytes(random, Address.LENGTH)),
            new Address(bytes(random, Address.LENGTH)),
            random.nextLong(Long.MAX_VALUE));
    return new Message(route, random.nextLong(Long.MAX_VALUE), bytes(random, random.nextInt(80)));
  }

  private static Run run(Random random) {
    Message first = message(random);
    int length = first.payload().length();
    return Run.of(
        IntStream.range(0, 1 + random.nextInt(3))
            .mapToObj(_ -> new Message(first.route(), 0, bytes(random, length)))
            .toList());
  }

  private static String text(Route route) {
    return "%d,%s,%s,%d"
        .formatted(route.kind().code(), route.sender(), route.recipient(), route.gasLimit());
  }

  private static String text(Run run) {
    return "(%s,%d,%s)".formatted(text(run.route()), run.width(), run.records());
  }

  private static String text(Message message) {
    return "(%s,%d,%s)".formatted(text(message.route()), message.deadline(), message.payload());
  }

  private static String text(FrostSignature signature) {
    return "(%d,%d,%d)".formatted(signature.rx(), signature.ry(), signature.z());
  }

  private static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void encodesDelivery(long seed) {
    Random random = new Random(seed);
    long from = random.nextInt(1000);
    Holds holds = random.nextBoolean() ? Holds.NONE : Holds.of(from + 1, from + 3);
    Checkpoint checkpoint =
        new Checkpoint(
            new LaneId(hash(random)), from, from + 9, hash(random), holds, 1 + random.nextInt(9));
    FrostSignature signature = QUORUM.sign(hash(random));
    List<Run> runs = IntStream.range(0, (int) seed % 4).mapToObj(_ -> run(random)).toList();
    List<Hash32> tail = IntStream.range(0, (int) seed % 3).mapToObj(_ -> hash(random)).toList();

    Bytes encoded = CALLS.deliver(checkpoint, signature, from + 1, runs, tail).data();

    assertThat(encoded)
        .isEqualTo(
            Cast.calldata(
                DELIVER,
                "(%s,%d,%d,%s,%d)"
                    .formatted(
                        checkpoint.lane(),
                        checkpoint.from(),
                        checkpoint.nonce(),
                        checkpoint.head(),
                        checkpoint.keyEpoch()),
                holds.encode().toString(),
                text(signature),
                String.valueOf(from + 1),
                list(runs.stream().map(EncodingTest::text).toList()),
                list(tail)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void encodesRetryAndRuling(long seed) {
    Random random = new Random(seed);
    LaneId lane = new LaneId(hash(random));
    Message message = message(random);
    FrostSignature signature = QUORUM.sign(hash(random));
    Ruling ruling = new Ruling(lane, 7, message.hash(), Decision.VOID, 3);

    assertThat(CALLS.retry(lane, 7, message).data())
        .isEqualTo(Cast.calldata(RETRY, lane.toString(), "7", text(message)));
    assertThat(CALLS.rule(ruling, message, signature).data())
        .isEqualTo(
            Cast.calldata(RULE, lane.toString(), "7", text(message), "2", "3", text(signature)));
  }
}
