package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.Refusal.assertRefused;
import static io.lockstep.chain.proof.SampleGateway.CODE_HASH;
import static io.lockstep.chain.proof.SampleGateway.INBOUND;
import static io.lockstep.chain.proof.SampleGateway.LANE;
import static io.lockstep.chain.proof.SampleGateway.OTHER_LANE;
import static io.lockstep.chain.proof.SampleGateway.OUTBOUND;
import static io.lockstep.chain.proof.SampleGateway.PEER;
import static io.lockstep.chain.proof.SampleGateway.PLACE;
import static io.lockstep.chain.proof.SampleGateway.TRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.proof.LaneEvidence.NeverOpened;
import io.lockstep.chain.proof.LaneEvidence.Opened;
import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a lane is taken for proven, and everything that is not. */
class LaneProofTest {

  private final SampleGateway gateway = SampleGateway.opened();

  @Test
  void bothDirectionsAreProvenAtOneBlock() {
    LaneProof proof = gateway.prove(LANE);

    assertThat(proof.verify(TRUSTED, LANE))
        .isEqualTo(new Opened(ProvenBlock.of(proof.header()), OUTBOUND, INBOUND));
    assertThat(proof.verify(TRUSTED, LANE).block().number()).isEqualTo(7);
    assertThat(proof.verify(TRUSTED, LANE).block().hash()).isEqualTo(gateway.header().hash());
  }

  @Test
  void laneThatWasNeverOpenedIsNotALaneAtZero() {
    LaneProof proof = gateway.prove(OTHER_LANE);

    assertThat(proof.verify(TRUSTED, OTHER_LANE))
        .isEqualTo(new NeverOpened(ProvenBlock.of(proof.header())));
  }

  @Test
  void inboundLaneBeforeItsFirstMessageIsAtItsGenesis() {
    LaneHead genesis = LaneHead.genesis(LANE.paired().id());
    gateway.open(LANE, OUTBOUND, genesis);

    assertThat(gateway.prove(LANE).verify(TRUSTED, LANE))
        .isEqualTo(new Opened(ProvenBlock.of(gateway.header()), OUTBOUND, genesis));
  }

  @Test
  void noncesReachAsFarAsTheirFields() {
    LaneHead outbound = new LaneHead((1L << 40) - 1, Keccak256.ofText("last"));
    LaneHead inbound = new LaneHead(Long.MAX_VALUE, Keccak256.ofText("last"));
    gateway.open(LANE, outbound, inbound);

    assertThat(gateway.prove(LANE).verify(TRUSTED, LANE))
        .isEqualTo(new Opened(ProvenBlock.of(gateway.header()), outbound, inbound));
  }

  @Test
  void laneOfAnotherSourceIsRefused() {
    LaneProof proof = gateway.prove(LANE);
    InteroperableAddress otherChain = new InteroperableAddress(ChainId.of(43), PLACE.account());

    assertRefused(Code.WRONG_LANE, () -> proof.verify(TRUSTED, LANE.paired()));
    assertRefused(
        Code.WRONG_LANE, () -> proof.verify(new TrustedGateway(otherChain, CODE_HASH), LANE));
  }

  @Test
  void proofAboutAnotherAccountIsRefused() {
    Address other = SampleGateway.address("account 3");
    List<Hash32> slots = LaneSlots.of(LANE).asList();
    LaneProof about = new LaneProof(gateway.header(), gateway.proof(other, slots));
    LaneProof mislabelled =
        new LaneProof(
            about.header(),
            new AccountProof(PLACE.account(), about.account().account(), about.account().slots()));

    assertRefused(Code.WRONG_ADDRESS, () -> about.verify(TRUSTED, LANE));
    assertRefused(Code.WRONG_NODE, () -> mislabelled.verify(TRUSTED, LANE));
  }

  @Test
  void gatewayThatIsNotThereIsRefused() {
    InteroperableAddress nowhere =
        new InteroperableAddress(PLACE.chain(), SampleGateway.address("nowhere"));
    Lane lane = new Lane(nowhere, PEER, LANE.channel());
    LaneProof proof =
        new LaneProof(
            gateway.header(), gateway.proof(nowhere.account(), LaneSlots.of(lane).asList()));

    assertRefused(
        Code.NO_ACCOUNT, () -> proof.verify(new TrustedGateway(nowhere, CODE_HASH), lane));
  }

  @Test
  void otherCodeIsRefused() {
    gateway.setCodeHash(Keccak256.ofText("other code"));
    LaneProof proof = gateway.prove(LANE);

    assertRefused(Code.WRONG_CODE, () -> proof.verify(TRUSTED, LANE));
    LaneVerification broken =
        new LaneVerification() {
          @Override
          void requireCode(Hash32 pinned, Hash32 found) {}
        };
    assertThat(broken.verify(TRUSTED, LANE, proof)).isInstanceOf(Opened.class);
  }

  /** Nomad: what nobody has set must not count as proven. */
  @Test
  void defaultsProveNothing() {
    LaneProof real = gateway.prove(LANE);
    TrieProof nothing = new TrieProof(List.of());
    List<SlotProof> empty =
        LaneSlots.of(LANE).asList().stream().map(slot -> new SlotProof(slot, nothing)).toList();

    assertRefused(Code.WRONG_CODE, () -> new TrustedGateway(PLACE, Hash32.ZERO));
    assertRefused(Code.WRONG_CODE, () -> new TrustedGateway(PLACE, Keccak256.of(Bytes.EMPTY)));
    assertRefused(
        Code.WRONG_ROOT,
        () ->
            new LaneProof(SampleHeader.withState(Hash32.ZERO), real.account())
                .verify(TRUSTED, LANE));
    assertRefused(
        Code.NODE_MISSING,
        () ->
            new LaneProof(
                    SampleHeader.withState(Hash32.ZERO),
                    new AccountProof(PLACE.account(), nothing, empty))
                .verify(TRUSTED, LANE));
    assertRefused(Code.NODE_MISSING, () -> withSlots(real, empty).verify(TRUSTED, LANE));
  }

  @Test
  void slotsOfAnotherLaneAreRefused() {
    gateway.open(OTHER_LANE, /* outbound= */ INBOUND, /* inbound= */ OUTBOUND);

    assertRefused(Code.WRONG_SLOT, () -> gateway.prove(OTHER_LANE).verify(TRUSTED, LANE));
    assertRefused(Code.WRONG_NODE, () -> nodesUnderSlotsOf(LANE, OTHER_LANE).verify(TRUSTED, LANE));
  }

  /** The nodes of one lane's slots, said to be of another's. */
  private LaneProof nodesUnderSlotsOf(Lane claimed, Lane proven) {
    List<SlotProof> slots = new ArrayList<>();
    for (Hash32 slot : LaneSlots.of(claimed).asList()) {
      SlotProof real = gateway.prove(proven).account().slots().get(slots.size());
      slots.add(new SlotProof(slot, real.proof()));
    }
    return withSlots(gateway.prove(LANE), slots);
  }

  private static LaneProof withSlots(LaneProof proof, List<SlotProof> slots) {
    AccountProof account = proof.account();
    return new LaneProof(
        proof.header(), new AccountProof(account.address(), account.account(), slots));
  }

  @Test
  void slotsMissingTwiceOrInAnotherOrderAreRefused() {
    LaneProof proof = gateway.prove(LANE);
    List<SlotProof> slots = proof.account().slots();

    assertRefused(
        Code.WRONG_SLOT, () -> withSlots(proof, slots.subList(0, 3)).verify(TRUSTED, LANE));
    assertRefused(Code.WRONG_SLOT, () -> withSlots(proof, slots.reversed()).verify(TRUSTED, LANE));
    assertRefused(Code.WRONG_SLOT, () -> withSlots(proof, List.of()).verify(TRUSTED, LANE));
    List<SlotProof> twice = new ArrayList<>(slots);
    twice.add(slots.getFirst());
    assertRefused(Code.WRONG_SLOT, () -> withSlots(proof, twice).verify(TRUSTED, LANE));
  }

  @Test
  void numberOfSlotsIsBounded() {
    LaneProof proof = gateway.prove(LANE);
    SlotProof slot = proof.account().slots().getFirst();

    assertRefused(
        Code.TOO_LARGE,
        () -> withSlots(proof, Collections.nCopies(AccountProof.SLOTS_MAX + 1, slot)));
  }

  @Test
  void directionsSwappedAreRefused() {
    List<SlotProof> slots = gateway.prove(LANE).account().slots();
    List<SlotProof> swapped =
        List.of(
            new SlotProof(slots.get(0).slot(), slots.get(2).proof()),
            new SlotProof(slots.get(1).slot(), slots.get(3).proof()),
            new SlotProof(slots.get(2).slot(), slots.get(0).proof()),
            new SlotProof(slots.get(3).slot(), slots.get(1).proof()));

    assertRefused(
        Code.WRONG_NODE, () -> withSlots(gateway.prove(LANE), swapped).verify(TRUSTED, LANE));
  }

  /**
   * What an answer says that it is about gives the refusal its name; arithmetic refuses without.
   */
  @Test
  void claimsOfAnAnswerAreNotWhatTheProofRestsOn() {
    LaneVerification credulous =
        new LaneVerification() {
          @Override
          void requireAddress(Address trusted, Address claimed) {}

          @Override
          void requireSlots(LaneSlots lane, List<SlotProof> given) {}
        };
    gateway.open(OTHER_LANE, /* outbound= */ INBOUND, /* inbound= */ OUTBOUND);
    LaneProof otherAccount =
        new LaneProof(
            gateway.header(),
            gateway.proof(SampleGateway.address("account 3"), LaneSlots.of(LANE).asList()));

    assertRefused(Code.WRONG_NODE, () -> credulous.verify(TRUSTED, LANE, otherAccount));
    assertRefused(
        Code.WRONG_NODE, () -> credulous.verify(TRUSTED, LANE, gateway.prove(OTHER_LANE)));
  }

  @Test
  void proofFromAnotherBlockIsRefused() {
    LaneProof before = gateway.prove(LANE);
    gateway.open(LANE, new LaneHead(13, Keccak256.ofText("next head")), INBOUND);
    LaneProof after = gateway.prove(LANE);

    assertRefused(
        Code.WRONG_ROOT,
        () -> new LaneProof(after.header(), before.account()).verify(TRUSTED, LANE));
    List<SlotProof> torn = new ArrayList<>(after.account().slots());
    torn.set(1, before.account().slots().get(1));
    assertRefused(Code.WRONG_ROOT, () -> withSlots(after, torn).verify(TRUSTED, LANE));
  }

  @Test
  void withoutComparingHashesAnotherHeadIsProven() {
    LaneProof proof = gateway.prove(LANE);
    SampleGateway forged = SampleGateway.opened();
    forged.open(LANE, new LaneHead(99, Keccak256.ofText("forged")), INBOUND);
    LaneProof transplanted = new LaneProof(proof.header(), forged.prove(LANE).account());
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

    assertRefused(Code.WRONG_ROOT, () -> transplanted.verify(TRUSTED, LANE));
    assertThat(broken.verify(TRUSTED, LANE, transplanted))
        .isInstanceOfSatisfying(
            Opened.class, opened -> assertThat(opened.outbound().nonce()).isEqualTo(99));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void pairOfWhichAWordIsMissingIsRefused(int word) {
    gateway.store(LaneSlots.of(LANE).asList().get(word), BigInteger.ZERO);

    assertRefused(Code.CONTRADICTION, () -> gateway.prove(LANE).verify(TRUSTED, LANE));
  }

  @Test
  void storageThatNoGatewayHasIsRefused() {
    ChainId source = PEER.chain();

    assertContradiction(LaneSlots::outboundPosition, SampleGateway.firstWord(12, /* flags= */ 2));
    assertContradiction(LaneSlots::outboundPosition, SampleGateway.firstWord(0, /* flags= */ 3));
    assertContradiction(LaneSlots::outboundPosition, SampleGateway.firstWord(12, 3).setBit(248));
    assertContradiction(LaneSlots::inboundPosition, SampleGateway.inboundWord(7, ChainId.of(43)));
    assertContradiction(
        LaneSlots::inboundPosition, SampleGateway.inboundWord(7, source).setBit(136));
    assertContradiction(
        LaneSlots::inboundPosition, SampleGateway.inboundWord(7, source).setBit(63));
    assertContradiction(LaneSlots::inboundPosition, SampleGateway.inboundWord(0, source));
    assertContradiction(LaneSlots::inboundHead, SampleGateway.number(LANE.paired().id().value()));
  }

  private static void assertContradiction(Function<LaneSlots, Hash32> slot, BigInteger value) {
    SampleGateway contradictory = SampleGateway.opened();
    contradictory.store(slot.apply(LaneSlots.of(LANE)), value);

    assertRefused(Code.CONTRADICTION, () -> contradictory.prove(LANE).verify(TRUSTED, LANE));
  }

  @Test
  void pauseOfTheInboundLaneHidesNothing() {
    BigInteger paused = SampleGateway.inboundWord(7, PEER.chain()).setBit(128);
    gateway.store(LaneSlots.of(LANE).inboundPosition(), paused);

    assertThat(gateway.prove(LANE).verify(TRUSTED, LANE))
        .isEqualTo(new Opened(ProvenBlock.of(gateway.header()), OUTBOUND, INBOUND));
  }
}
