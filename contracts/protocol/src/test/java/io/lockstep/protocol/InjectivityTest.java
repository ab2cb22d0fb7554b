package io.lockstep.protocol;

import static io.lockstep.protocol.Samples.ALICE;
import static io.lockstep.protocol.Samples.BOB;
import static io.lockstep.protocol.Samples.HASH;
import static io.lockstep.protocol.Samples.LANE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Different values never hash alike, least of all those whose bytes only moved over a boundary. */
class InjectivityTest {
  private static final List<Address> ADDRESSES = List.of(Address.ZERO, ALICE, BOB);
  private static final long[] NUMBERS = {0, 1, 256, 1L << 32, Long.MAX_VALUE};
  private static final List<Bytes> PAYLOADS =
      IntStream.of(0, 1, 7, 8, 9, 16, 31, 32, 33, 64)
          .boxed()
          .flatMap(n -> Stream.of("00", "01").map(b -> Bytes.fromHex("0x" + b.repeat(n))))
          .distinct()
          .toList();

  @Test
  void messagesThatDifferAnywhereHashDifferently() {
    List<Message> messages = new ArrayList<>();
    for (Route route : routes()) {
      for (long deadline : NUMBERS) {
        for (Bytes payload : PAYLOADS) {
          messages.add(new Message(route, deadline, payload));
        }
      }
    }
    assertAllDiffer(messages, Message::hash);
  }

  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (RouteKind kind : List.of(RouteKind.BATCH, RouteKind.ERC7786)) {
      for (Address sender : ADDRESSES) {
        for (Address recipient : ADDRESSES) {
          for (long gasLimit : NUMBERS) {
            routes.add(new Route(kind, sender, recipient, gasLimit));
          }
        }
      }
    }
    return routes;
  }

  @Test
  void bytesThatMoveFromPayloadToDeadlineChangeTheHash() {
    Bytes record = Bytes.fromHex("0x" + "00".repeat(7) + "01" + "00".repeat(8) + "01");
    Message message = Message.ofRecord(Samples.BATCH, record);
    Message shifted = Message.ofRecord(Samples.BATCH, record.slice(1, record.length() - 1));

    assertThat(message.hash()).isNotEqualTo(shifted.hash());
  }

  @Test
  void statementsOfDifferentKindsNeverShareADigest() {
    DomainSeparator domain = DomainSeparator.of(Samples.GATEWAY_B);
    DomainSeparator other = DomainSeparator.of(Samples.GATEWAY_A);
    List<Statement> statements =
        List.of(
            new Checkpoint(LANE, 1, 2, HASH, Holds.NONE, 1),
            new Checkpoint(LANE, 1, 2, HASH, Holds.of(2), 1),
            new Checkpoint(LANE, 0, 2, HASH, Holds.NONE, 1),
            new Checkpoint(LANE, 0, 1, HASH, Holds.NONE, 1),
            new Checkpoint(LANE, 1, 2, HASH, Holds.NONE, 2),
            new Checkpoint(LANE, 1, 2, LANE.value(), Holds.NONE, 1),
            new Ruling(LANE, 1, HASH, Decision.DELIVER, 1),
            new Ruling(LANE, 1, HASH, Decision.VOID, 1),
            new Ruling(LANE, 2, HASH, Decision.DELIVER, 1),
            new Ruling(LANE, 1, HASH, Decision.DELIVER, 2),
            new Ruling(new LaneId(HASH), 1, LANE.value(), Decision.DELIVER, 1),
            new KeyEpoch(1, Samples.key()),
            new KeyEpoch(2, Samples.key()));

    List<Hash32> digests =
        statements.stream().flatMap(s -> Stream.of(s.digest(domain), s.digest(other))).toList();
    assertAllDiffer(digests, digest -> digest);
  }

  @Test
  void lanesThatDifferAnywhereHaveDifferentIds() {
    List<Lane> lanes = new ArrayList<>();
    for (InteroperableAddress source : gateways()) {
      for (InteroperableAddress destination : gateways()) {
        if (!destination.chain().equals(source.chain())) {
          lanes.add(new Lane(source, destination, new Channel(Hash32.ZERO)));
          lanes.add(new Lane(source, destination, new Channel(HASH)));
        }
      }
    }
    assertAllDiffer(lanes, lane -> lane.id().value());
  }

  private static List<InteroperableAddress> gateways() {
    return Stream.of(1, 2, 258)
        .map(ChainId::of)
        .flatMap(chain -> Stream.of(ALICE, BOB).map(a -> new InteroperableAddress(chain, a)))
        .toList();
  }

  @Test
  void headDependsOnTheOrderOfMessages() {
    LaneHead genesis = LaneHead.genesis(LANE);
    Hash32 one = Keccak256.ofText("one");
    Hash32 two = Keccak256.ofText("two");

    assertThat(genesis.append(one).append(two)).isNotEqualTo(genesis.append(two).append(one));
  }

  private static <T> void assertAllDiffer(List<T> values, Function<T, Hash32> hash) {
    Map<Hash32, T> seen = new HashMap<>();
    for (T value : values) {
      assertThat(seen.put(hash.apply(value), value)).as("twin of %s", value).isNull();
    }
  }
}
