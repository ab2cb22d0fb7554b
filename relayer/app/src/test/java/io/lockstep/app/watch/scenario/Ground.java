package io.lockstep.app.watch.scenario;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.FinalityConfig;
import io.lockstep.app.config.GatewayConfig;
import io.lockstep.app.config.ProviderConfig;
import io.lockstep.app.config.ProviderUrl;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LaneLog;
import io.lockstep.app.testnet.Part;
import io.lockstep.app.testnet.SampleContracts;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChain.Snapshot;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.core.domain.BlockId;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.Message;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The source chain of one lane, which appends and mines only when it is told to, and can lose what
 * it had. No two messages on it are alike, whatever branch they are on.
 */
final class Ground {
  private static final int PROVIDERS = 3;
  private static final int QUORUM = 2;
  private static final Channel CHANNEL = new Channel(Keccak256.ofText("samples"));

  private final Direction direction;
  private final SampleContracts here;
  private final Address recipient;
  private final Lane lane;
  private final Address sender;
  private final BlockId before;
  private long sent;

  Ground(Direction direction, SampleContracts here, Address recipient) {
    this.direction = direction;
    this.here = here;
    this.recipient = recipient;
    this.lane =
        new Lane(
            direction.source().abroad(direction.source().gateway()),
            direction.destination().abroad(direction.destination().gateway()),
            CHANNEL);
    this.sender = direction.source().sender(Part.PASSER_BY).address();
    this.before = findBeforeTheLane();
  }

  Lane lane() {
    return lane;
  }

  LocalChain chain() {
    return direction.source().chain();
  }

  // What happens on it

  /** In one block. */
  void append(int messages) {
    for (int i = 0; i < messages; i++) {
      send(
          here.send(
              lane.id(),
              recipient,
              Message.NO_DEADLINE,
              Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(++sent).array())));
    }
    mine(1);
  }

  private void send(TransactionRequest request) {
    chain()
        .connection()
        .ask(
            "eth_sendTransaction",
            Map.of(
                "from", sender.toString(),
                "to", request.to().orElseThrow().toString(),
                "data", request.data().toString(),
                "gas", "0x40000"));
  }

  void mine(int blocks) {
    chain().mine(blocks);
  }

  /** A place to fork at, once. */
  Snapshot fork() {
    return chain().snapshot();
  }

  /** What has come after the fork vanishes. */
  void backTo(Snapshot fork) {
    chain().revert(fork);
  }

  // What is on it

  BlockId block(long number) {
    return new BlockId(number, ChainState.at(chain().connection(), number).block().hash());
  }

  boolean has(BlockId block) {
    return block.number() <= height() && block(block.number()).equals(block);
  }

  /** The last block before the gateway says anything of the lane. */
  BlockId beforeTheLane() {
    return before;
  }

  private BlockId findBeforeTheLane() {
    JsonNode logs =
        chain()
            .connection()
            .ask(
                "eth_getLogs",
                Map.of("fromBlock", "0x0", "address", lane.source().account().toString()));
    return logs.valueStream()
        .filter(log -> log.required("topics").toString().contains(lane.id().toString()))
        .map(log -> Long.decode(log.required("blockNumber").stringValue()))
        .findFirst()
        .map(opened -> block(opened - 1))
        .orElseThrow();
  }

  long height() {
    return chain().latest().block().number();
  }

  LaneLog log() {
    return direction.log();
  }

  // How it is watched

  ChainConfig watched(FinalityConfig finality) {
    return new ChainConfig(
        "source",
        lane.source().chain(),
        block(0).hash(),
        finality,
        QUORUM,
        Stream.of("alpha", "beta", "gamma").limit(PROVIDERS).map(this::provider).toList(),
        Optional.of(
            new GatewayConfig(
                lane.source().account(),
                Keccak256.of(chain().latest().code(lane.source().account())),
                1)));
  }

  private ProviderConfig provider(String name) {
    return new ProviderConfig(
        name,
        new ProviderUrl.Plain(chain().endpoint().uri()),
        Optional.empty(),
        Duration.ofSeconds(20),
        8,
        10_000);
  }
}
