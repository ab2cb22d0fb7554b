package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.TestDelivery;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.TwoChains;
import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.proof.LaneEvidence.NeverOpened;
import io.lockstep.chain.proof.LaneEvidence.Opened;
import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.chain.rpc.ProvableState;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployed gateways on two kinds of node: what is proven is what the gateway itself says. */
class LaneProofOnChainsTest {

  private static final long GAS_LIMIT = 200_000;

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // before any test
  private static TwoChains chains;

  @SuppressWarnings("NullAway.Init") // before any test
  private static Deployment deployment;

  /** A chain as the source of its lane to the other. */
  enum Side {
    ANVIL,
    GANACHE;

    LocalChain source() {
      return this == ANVIL ? chains.left() : chains.right();
    }

    LocalChain destination() {
      return this == ANVIL ? chains.right() : chains.left();
    }

    Lane lane() {
      return deployment.lane(
          source().connection().chainId(), destination().connection().chainId(), TwoChains.CHANNEL);
    }

    TrustedGateway gateway() {
      Address address = lane().source().account();
      return new TrustedGateway(lane().source(), Keccak256.of(source().latest().code(address)));
    }

    ProvableState latest() {
      return ProvableState.latest(source().connection());
    }

    TestDelivery delivery() {
      TransactionSender relayer = TwoChains.sender(destination(), TwoChains.STRANGER);
      return new TestDelivery(chains.quorum(), source(), destination(), lane(), relayer);
    }

    void send() {
      TransactionSender user = TwoChains.sender(source(), TwoChains.SENDER);
      user.send(
          new GatewayCalls(lane().source().account())
              .send(
                  lane().id(),
                  SampleGateway.address("recipient"),
                  GAS_LIMIT,
                  Message.NO_DEADLINE,
                  Bytes.fromHex("0x01")),
          "a message");
    }

    /** As the gateway's own views have it. */
    Opened told() {
      ProvableState state = latest();
      GatewayView view = new GatewayView(source().latest(), lane().source().account());
      return new Opened(
          ProvenBlock.of(state.header()),
          view.findOutboundLane(lane().id()).orElseThrow().head(),
          view.findInboundLane(lane().paired().id()).orElseThrow().head());
    }
  }

  @BeforeAll
  static void deploy() {
    chains = TwoChains.start(AnvilSettings.of(41), GanacheSettings.of(1338));
    deployment = chains.deploy(folder.resolve("deployment.json"));
    Side.ANVIL.delivery().deliver();
    Side.GANACHE.delivery().deliver();
  }

  @AfterAll
  static void close() {
    chains.close();
  }

  @ParameterizedTest
  @MethodSource("sides")
  void proofSaysWhatTheGatewaySays(Side side) {
    side.send();
    side.send();
    assertThat(prove(side)).isEqualTo(side.told());

    Side other = side == Side.ANVIL ? Side.GANACHE : Side.ANVIL;
    LaneHead before = prove(side).inbound();
    other.send();
    other.delivery().deliver();

    assertThat(prove(side)).isEqualTo(side.told());
    assertThat(prove(side).inbound().nonce()).isGreaterThan(before.nonce());
    assertThat(prove(side).inbound()).isEqualTo(prove(other).outbound());
  }

  static Stream<Side> sides() {
    return Stream.of(Side.values());
  }

  private static Opened prove(Side side) {
    return (Opened) side.latest().laneProof(side.lane()).verify(side.gateway(), side.lane());
  }

  @ParameterizedTest
  @MethodSource("sides")
  void proofIsKeptAndHoldsAfterTheLaneHasMovedOn(Side side) {
    Opened then = side.told();
    Bytes kept = side.latest().laneProof(side.lane()).encode();
    side.send();

    assertThat(prove(side).outbound().nonce()).isEqualTo(then.outbound().nonce() + 1);
    assertThat(LaneProof.decode(kept).verify(side.gateway(), side.lane())).isEqualTo(then);
  }

  @ParameterizedTest
  @MethodSource("sides")
  void earlierBlockIsProvenAsItWas(Side side) {
    Opened then = side.told();
    side.send();

    LaneProof proof =
        ProvableState.at(side.source().connection(), then.block().number()).laneProof(side.lane());
    assertThat(proof.verify(side.gateway(), side.lane())).isEqualTo(then);
  }

  @ParameterizedTest
  @MethodSource("sides")
  void laneThatWasNeverOpenedIsProvenToBeUnknown(Side side) {
    Lane unknown =
        new Lane(
            side.lane().source(),
            side.lane().destination(),
            new Channel(Keccak256.ofText("never opened")));

    assertThat(side.latest().laneProof(unknown).verify(side.gateway(), unknown))
        .isInstanceOf(NeverOpened.class);
  }

  @ParameterizedTest
  @MethodSource("sides")
  void headerAndProofFromTwoBlocksAreRefused(Side side) {
    LaneProof before = side.latest().laneProof(side.lane());
    side.send();
    LaneProof after = side.latest().laneProof(side.lane());

    assertRefused(
        Code.WRONG_ROOT,
        () -> new LaneProof(before.header(), after.account()).verify(side.gateway(), side.lane()));
  }

  @Test
  void codeOfTheOtherGatewayIsNotThePinnedOne() {
    Side side = Side.ANVIL;
    TrustedGateway other =
        new TrustedGateway(side.lane().source(), Side.GANACHE.gateway().codeHash());

    assertRefused(
        Code.WRONG_CODE, () -> side.latest().laneProof(side.lane()).verify(other, side.lane()));
  }

  /**
   * A header is held to the block's hash by those who know the hash, so a change in it shows there.
   * Everything else must be refused at once.
   */
  @ParameterizedTest
  @MethodSource("sides")
  void everyByteOfAProofCounts(Side side) {
    TrustedGateway gateway = side.gateway();
    Lane lane = side.lane();
    LaneProof real = side.latest().laneProof(lane);
    LaneEvidence proven = real.verify(gateway, lane);
    byte[] bytes = real.encode().toArray();
    int differentBlocks = 0;
    for (int i = 0; i < bytes.length; i++) {
      for (int flip : new int[] {0x01, 0x80, 0xff}) {
        byte[] damaged = bytes.clone();
        damaged[i] ^= (byte) flip;
        Hash32 block = blockOrNone(Bytes.copyOf(damaged), gateway, lane);
        assertThat(block)
            .as("byte %d flipped by %02x", i, flip)
            .isNotEqualTo(proven.block().hash());
        differentBlocks += block.equals(Hash32.ZERO) ? 0 : 1;
      }
    }
    // No more than the header has to offer.
    assertThat(differentBlocks).isBetween(1, 3 * real.header().encode().length());
  }

  /** Zero where the proof is refused. */
  private static Hash32 blockOrNone(Bytes stored, TrustedGateway gateway, Lane lane) {
    try {
      return LaneProof.decode(stored).verify(gateway, lane).block().hash();
    } catch (ProofException e) {
      return Hash32.ZERO;
    }
  }

  @ParameterizedTest
  @MethodSource("sides")
  void nodesMayNotBeDroppedDoubledOrExchanged(Side side) {
    TrustedGateway gateway = side.gateway();
    LaneProof real = side.latest().laneProof(side.lane());
    List<LaneProof> damaged = new ArrayList<>();
    for (TrieProof changed : changesOf(real.account().account())) {
      damaged.add(with(real, changed, real.account().slots()));
    }
    for (int i = 0; i < real.account().slots().size(); i++) {
      SlotProof slot = real.account().slots().get(i);
      for (TrieProof changed : changesOf(slot.proof())) {
        damaged.add(withSlot(real, i, changed));
      }
      TrieProof next = real.account().slots().get((i + 1) % 4).proof();
      damaged.add(withSlot(real, i, next));
    }

    assertThat(damaged)
        .hasSizeGreaterThan(20)
        .allSatisfy(proof ->
            assertThat(blockOrNone(proof.encode(), gateway, side.lane())).isEqualTo(Hash32.ZERO));
  }

  private static List<TrieProof> changesOf(TrieProof proof) {
    List<TrieProof> changes = new ArrayList<>();
    for (int i = 0; i < proof.nodes().size(); i++) {
      List<Bytes> without = new ArrayList<>(proof.nodes());
      without.remove(i);
      changes.add(new TrieProof(without));
      List<Bytes> twice = new ArrayList<>(proof.nodes());
      twice.add(i, proof.nodes().get(i));
      changes.add(new TrieProof(twice));
      List<Bytes> moved = new ArrayList<>(proof.nodes());
      moved.add(moved.remove(i));
      if (i < proof.nodes().size() - 1) {
        changes.add(new TrieProof(moved));
      }
    }
    return changes;
  }

  private static LaneProof withSlot(LaneProof proof, int slot, TrieProof nodes) {
    List<SlotProof> slots = new ArrayList<>(proof.account().slots());
    slots.set(slot, new SlotProof(slots.get(slot).slot(), nodes));
    return with(proof, proof.account().account(), slots);
  }

  private static LaneProof with(LaneProof proof, TrieProof account, List<SlotProof> slots) {
    return new LaneProof(
        proof.header(), new AccountProof(proof.account().address(), account, slots));
  }

  /**
   * The damage to the last bytes of a leaf reaches the value: comparing hashes is all that stops
   * it.
   */
  @Test
  void withoutComparingHashesADamagedHeadIsProven() {
    Side side = Side.ANVIL;
    LaneProof real = side.latest().laneProof(side.lane());
    List<Bytes> nodes = new ArrayList<>(real.account().slots().get(1).proof().nodes());
    byte[] leaf = nodes.removeLast().toArray();
    leaf[leaf.length - 1] ^= 1;
    nodes.add(Bytes.copyOf(leaf));
    LaneProof damaged = withSlot(real, 1, new TrieProof(nodes));
    LaneVerification broken =
        new LaneVerification() {
          @Override
          TrieWalk trieWalk() {
            return new TrieWalk() {
              @Override
              void requireNamed(Hash32 name, Bytes encoded, Code refusal) {}
            };
          }
        };

    assertRefused(Code.WRONG_NODE, () -> damaged.verify(side.gateway(), side.lane()));
    assertThat(broken.verify(side.gateway(), side.lane(), damaged))
        .isInstanceOf(Opened.class)
        .isNotEqualTo(real.verify(side.gateway(), side.lane()));
  }
}
