package io.lockstep.persistence.lane;

import static io.lockstep.persistence.lane.SampleLane.FIRST_BLOCK;
import static io.lockstep.persistence.lane.SampleLane.block;
import static io.lockstep.persistence.lane.SampleLane.last;
import static io.lockstep.persistence.lane.SampleLane.proven;
import static io.lockstep.persistence.lane.SampleLane.sightings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.ObservedPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.protocol.LaneHead;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of a lane does, wherever it keeps it. */
abstract class LaneStoreContract {
  private static final Incident REORG = new Incident(Incident.Kind.REORG, "taken back");
  private static final Incident DISAGREE =
      new Incident(Incident.Kind.PROVIDERS_DISAGREE, "forgotten");

  private SampleLane lane;
  private LaneStore store;

  /** A store of this lane, registered at {@link SampleLane#FIRST_BLOCK} and otherwise empty. */
  abstract LaneStore storeOf(SampleLane lane);

  abstract SampleLane freshLane();

  @BeforeEach
  void openStore() {
    lane = freshLane();
    store = storeOf(lane);
  }

  @Test
  void beginsAtTheGenesisAndTheFirstBlock() {
    assertThat(store.finalPosition()).isEqualTo(new FinalPosition(lane.genesis(), FIRST_BLOCK));
    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(lane.genesis(), FIRST_BLOCK, Set.of()));
    assertThat(store.proofs()).isEmpty();
    assertThat(store.halted()).isEmpty();
  }

  @Test
  void remembersWhoToldWhatNoProofCovers() {
    List<Sighting> first = see(lane.genesis(), 3, 101, "a");
    List<Sighting> second = see(last(first), 2, 102, "b");

    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(last(second), block(102), Set.of("a", "b")));
    assertThat(store.finalPosition().head()).isEqualTo(lane.genesis());
  }

  @Test
  void remembersWhoSaidThatNothingHappened() {
    store.see(List.of(), block(105), "a");

    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(lane.genesis(), block(105), Set.of("a")));
  }

  @Test
  void aProofCoversAllThatWasSeenBefore() {
    List<Sighting> first = see(lane.genesis(), 3, 101, "a");
    ProvenLane proof = seeProven(last(first), 2, 102);

    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(proof.outbound(), block(102), Set.of()));
    assertThat(store.proofs()).containsExactly(proof);
  }

  @Test
  void oneHeadIsProvenOnceButReadFurther() {
    ProvenLane proof = seeProven(lane.genesis(), 3, 101);
    store.see(List.of(), proven(proof.outbound(), block(102)), "a");

    assertThat(store.proofs()).containsExactly(proof);
    assertThat(store.observed().readThrough()).isEqualTo(block(102));
  }

  @Test
  void nothingNewAfterTheFinalPositionNeedsNoProof() {
    store.see(List.of(), proven(lane.genesis(), block(101)), "a");

    assertThat(store.proofs()).isEmpty();
    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(lane.genesis(), block(101), Set.of()));
  }

  @Test
  void proofsComeTheNewestFirst() {
    ProvenLane older = seeProven(lane.genesis(), 1, 101);
    ProvenLane newer = seeProven(older.outbound(), 1, 102);

    assertThat(store.proofs()).containsExactly(newer, older);
  }

  @Test
  void keepsTheNewestAndTheOldestOfManyProofs() {
    ProvenLane oldest = seeProven(lane.genesis(), 1, 101);
    ProvenLane newest = oldest;
    for (long number = 102; number < 400; number++) {
      newest = seeProven(newest.outbound(), 1, number);
    }

    assertThat(store.proofs())
        .hasSizeBetween(32, 128)
        .startsWith(newest)
        .endsWith(oldest)
        .isSortedAccordingTo((a, b) -> Long.compare(b.block().number(), a.block().number()));
  }

  @Test
  void refusesSightingsThatDoNotFollow() {
    LaneHead elsewhere = last(sightings(lane.genesis(), 1, block(101)));

    assertThatThrownBy(() -> see(elsewhere, 1, 101, "a")).isInstanceOf(RuntimeException.class);
    assertUnchanged();
  }

  @Test
  void refusesSightingsWithAGap() {
    List<Sighting> whole = sightings(lane.genesis(), 3, block(101));

    assertThatThrownBy(() -> store.see(List.of(whole.get(0), whole.get(2)), block(101), "a"))
        .isInstanceOf(RuntimeException.class);
    assertUnchanged();
  }

  @Test
  void refusesAProofOfAnotherHead() {
    List<Sighting> seen = sightings(lane.genesis(), 2, block(101));

    assertThatThrownBy(() -> store.see(seen, proven(seen.getFirst().head(), block(101)), "a"))
        .isInstanceOf(RuntimeException.class);
    assertUnchanged();
  }

  @Test
  void refusesToReadBackwards() {
    assertThatThrownBy(() -> store.see(List.of(), block(99), "a"))
        .isInstanceOf(RuntimeException.class);
    assertUnchanged();
  }

  @Test
  void forgetsWhatNoProofCovers() {
    ProvenLane proof = seeProven(lane.genesis(), 3, 101);
    see(proof.outbound(), 2, 102, "a");

    store.forgetUnproven(DISAGREE);

    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(proof.outbound(), block(101), Set.of()));
    assertThat(store.proofs()).containsExactly(proof);
  }

  @Test
  void forgetsBackToTheFinalPositionIfNothingIsProven() {
    see(lane.genesis(), 2, 102, "a");

    store.forgetUnproven(DISAGREE);

    assertUnchanged();
  }

  @Test
  void takesBackWhatCameAfterABlock() {
    ProvenLane kept = seeProven(lane.genesis(), 2, 101);
    ProvenLane lost = seeProven(kept.outbound(), 2, 102);
    see(lost.outbound(), 2, 103, "a");

    store.takeBack(block(101), REORG);

    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(kept.outbound(), block(101), Set.of()));
    assertThat(store.proofs()).containsExactly(kept);
  }

  @Test
  void takesEverythingBackToTheFinalBlock() {
    see(lane.genesis(), 2, 102, "a");

    store.takeBack(FIRST_BLOCK, REORG);

    assertUnchanged();
  }

  @Test
  void seesAnotherBranchAfterTakingBack() {
    seeProven(lane.genesis(), 2, 101);
    store.takeBack(FIRST_BLOCK, REORG);
    BlockId other = block(101, 1);
    List<Sighting> seen = sightings(lane.genesis(), 4, other);

    store.see(seen, proven(last(seen), other), "b");

    assertThat(store.observed()).isEqualTo(new ObservedPosition(last(seen), other, Set.of()));
  }

  @Test
  void takesNothingFinalBack() {
    store.finalize(seeProven(lane.genesis(), 2, 101));

    assertThatThrownBy(() -> store.takeBack(FIRST_BLOCK, REORG))
        .isInstanceOf(RuntimeException.class);
    assertThat(store.finalPosition().block()).isEqualTo(block(101));
  }

  @Test
  void makesFinalWhatAProofCovers() {
    ProvenLane first = seeProven(lane.genesis(), 3, 101);
    ProvenLane second = seeProven(first.outbound(), 2, 102);

    store.finalize(first);

    assertThat(store.finalPosition()).isEqualTo(new FinalPosition(first.outbound(), block(101)));
    assertThat(store.proofs()).containsExactly(second);
    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(second.outbound(), block(102), Set.of()));
  }

  @Test
  void makesSeveralProofsFinalAtOnce() {
    ProvenLane first = seeProven(lane.genesis(), 3, 101);
    ProvenLane second = seeProven(first.outbound(), 2, 102);

    store.finalize(second);

    assertThat(store.finalPosition()).isEqualTo(new FinalPosition(second.outbound(), block(102)));
    assertThat(store.proofs()).isEmpty();
    assertThat(store.observed().head()).isEqualTo(second.outbound());
  }

  @Test
  void goesOnAfterWhatIsFinal() {
    ProvenLane first = seeProven(lane.genesis(), 3, 101);
    store.finalize(first);
    ProvenLane second = seeProven(first.outbound(), 2, 102);
    store.finalize(second);

    assertThat(store.finalPosition()).isEqualTo(new FinalPosition(second.outbound(), block(102)));
  }

  @Test
  void refusesToMakeFinalWhatWasNotSeen() {
    ProvenLane proof = seeProven(lane.genesis(), 3, 101);
    ProvenLane other =
        proven(new LaneHead(proof.outbound().nonce(), SampleLane.hash(9)), block(101));

    assertThatThrownBy(() -> store.finalize(other)).isInstanceOf(RuntimeException.class);
    assertThat(store.finalPosition().head()).isEqualTo(lane.genesis());
    assertThat(store.proofs()).containsExactly(proof);
  }

  @Test
  void refusesToMakeTheSameFinalTwice() {
    ProvenLane proof = seeProven(lane.genesis(), 3, 101);
    store.finalize(proof);

    assertThatThrownBy(() -> store.finalize(proof)).isInstanceOf(RuntimeException.class);
    assertThat(store.finalPosition().head()).isEqualTo(proof.outbound());
  }

  @Test
  void saysWhyItIsHalted() {
    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "the first reason"));
    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "another"));

    assertThat(store.halted()).contains("the first reason");
  }

  @Test
  void carriesManyMessages() {
    LaneHead head = lane.genesis();
    for (long number : LongStream.rangeClosed(101, 105).toArray()) {
      head = seeProven(head, 700, number).outbound();
    }
    store.finalize(proven(head, block(105)));

    assertThat(store.finalPosition().head()).isEqualTo(head);
  }

  private List<Sighting> see(LaneHead after, int count, long number, String provider) {
    List<Sighting> seen = sightings(after, count, block(number));
    store.see(seen, block(number), provider);
    return seen;
  }

  private ProvenLane seeProven(LaneHead after, int count, long number) {
    List<Sighting> seen = sightings(after, count, block(number));
    ProvenLane proof = proven(last(seen), block(number));
    store.see(seen, proof, "a");
    return proof;
  }

  private void assertUnchanged() {
    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(lane.genesis(), FIRST_BLOCK, Set.of()));
  }
}
