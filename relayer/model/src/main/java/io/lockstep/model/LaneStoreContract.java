package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of a lane must do, the one in memory and the real one. */
public abstract class LaneStoreContract {
  protected static final LaneId LANE = LaneId.fromHex("0x" + "1a".repeat(32));
  protected static final LaneHead PAIRED = new LaneHead(3, Keccak256.ofText("paired"));
  protected static final FinalPosition START =
      new FinalPosition(LaneHead.genesis(LANE), block(100), PAIRED);

  private static final Incident REORG = new Incident(Incident.Kind.REORG, "a branch vanished");

  /** An empty store of {@link #LANE} at {@link #START}. */
  protected abstract LaneStore store();

  /** The final messages that the store keeps, as sightings. */
  protected abstract List<Sighting> log(LaneStore store);

  protected static BlockId block(long number) {
    return new BlockId(number, Keccak256.ofText("block " + number));
  }

  /** Messages that follow a head, all in one block. */
  protected static List<Sighting> following(LaneHead head, int count, BlockId block) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Message message = SampleMessages.of(head.nonce() + 1);
      head = head.append(message);
      Hash32 transaction = Keccak256.ofText("transaction " + head.nonce());
      sightings.add(
          new Sighting(head, message, message.hash(), new LogPlace(block, transaction, i)));
    }
    return sightings;
  }

  protected static ProvenLane proof(BlockId block, LaneHead head) {
    return proof(block, head, PAIRED);
  }

  private static ProvenLane proof(BlockId block, LaneHead head, LaneHead paired) {
    return new ProvenLane(block, head, paired, Bytes.fromHex("0x" + "ab".repeat(40)));
  }

  private static LaneHead last(List<Sighting> sightings) {
    return sightings.getLast().head();
  }

  @Test
  void beginsAtItsStart() {
    LaneStore store = store();

    assertThat(store.halted()).isEmpty();
    assertThat(store.finalPosition()).isEqualTo(START);
    assertThat(store.observed().head()).isEqualTo(START.head());
    assertThat(store.observed().readThrough()).isEqualTo(START.block());
    assertThat(store.observed().unprovenFrom()).isEmpty();
    assertThat(store.proofs()).isEmpty();
  }

  @Test
  void remembersWhoToldWhatIsNotProven() {
    LaneStore store = store();
    List<Sighting> first = following(START.head(), 2, block(101));
    List<Sighting> second = following(last(first), 3, block(102));

    store.see(first, block(101), "a");
    store.see(second, block(103), "b");

    assertThat(store.observed().head()).isEqualTo(last(second));
    assertThat(store.observed().readThrough()).isEqualTo(block(103));
    assertThat(store.observed().unprovenFrom()).isEqualTo(Set.of("a", "b"));
  }

  @Test
  void aProofCoversAllBeforeIt() {
    LaneStore store = store();
    List<Sighting> first = following(START.head(), 2, block(101));
    List<Sighting> second = following(last(first), 1, block(102));
    store.see(first, block(101), "a");

    ProvenLane proof = proof(block(102), last(second));
    store.see(second, proof, "b");

    assertThat(store.observed().unprovenFrom()).isEmpty();
    assertThat(store.observed().readThrough()).isEqualTo(block(102));
    assertThat(store.proofs()).containsExactly(proof);
  }

  @Test
  void aProofOfWhatIsProvenMovesOnlyTheBlock() {
    LaneStore store = store();
    List<Sighting> seen = following(START.head(), 1, block(101));
    ProvenLane proof = proof(block(101), last(seen));
    store.see(List.of(), proof(block(100 + 1), START.head()), "a");
    store.see(seen, proof, "a");

    store.see(List.of(), proof(block(105), last(seen)), "a");

    assertThat(store.observed().readThrough()).isEqualTo(block(105));
    assertThat(store.proofs()).containsExactly(proof);
  }

  @Test
  void aProofWithoutSightingsCoversThoseThatHadNone() {
    LaneStore store = store();
    List<Sighting> seen = following(START.head(), 2, block(101));
    store.see(seen, block(101), "a");

    ProvenLane proof = proof(block(104), last(seen));
    store.see(List.of(), proof, "b");

    assertThat(store.proofs()).containsExactly(proof);
    assertThat(store.observed().unprovenFrom()).isEmpty();
  }

  /** So that it is known how far the paired lane has come although this one is quiet. */
  @Test
  void whatThePairedLaneHasExecutedIsNewsToo() {
    LaneStore store = store();
    LaneHead further = new LaneHead(4, Keccak256.ofText("one more"));
    LaneHead furtherStill = new LaneHead(6, Keccak256.ofText("two more"));
    List<Sighting> seen = following(START.head(), 2, block(103));
    ProvenLane quiet = proof(block(101), START.head(), further);
    ProvenLane first = proof(block(103), last(seen), further);
    ProvenLane second = proof(block(104), last(seen), furtherStill);

    store.see(List.of(), quiet, "a");
    store.see(List.of(), proof(block(102), START.head(), further), "a");
    store.see(seen, first, "a");
    store.see(List.of(), second, "a");
    assertThat(store.proofs()).containsExactly(second, first, quiet);

    store.finalize(quiet);
    assertThat(store.finalPosition())
        .isEqualTo(new FinalPosition(START.head(), block(101), further));
    assertThat(log(store)).isEmpty();
    assertThat(store.proofs()).containsExactly(second, first);

    store.finalize(first);
    assertThat(log(store)).isEqualTo(seen);
    assertThat(store.proofs()).containsExactly(second);
    store.see(List.of(), proof(block(105), last(seen), furtherStill), "a");
    assertThat(store.proofs()).containsExactly(second);

    store.finalize(second);
    assertThat(store.finalPosition())
        .isEqualTo(new FinalPosition(last(seen), block(104), furtherStill));
    assertThat(store.proofs()).isEmpty();
    assertThat(log(store)).isEqualTo(seen);
  }

  @Test
  void aReorgTakesNewsOfThePairedLaneBack() {
    LaneStore store = store();
    ProvenLane kept = proof(block(101), START.head(), new LaneHead(4, Keccak256.ofText("kept")));
    store.see(List.of(), kept, "a");
    store.see(
        List.of(), proof(block(102), START.head(), new LaneHead(5, Keccak256.ofText("lost"))), "a");

    store.takeBack(block(101), REORG);

    assertThat(store.proofs()).containsExactly(kept);
    assertThat(store.observed().readThrough()).isEqualTo(block(101));
  }

  @Test
  void refusesSightingsThatDoNotFollow() {
    LaneStore store = store();
    List<Sighting> first = following(START.head(), 3, block(101));
    store.see(first.subList(0, 1), block(101), "a");

    assertThatThrownBy(() -> store.see(first.subList(2, 3), block(102), "a"))
        .as("a gap")
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.see(first.subList(0, 1), block(102), "a"))
        .as("an overlap")
        .isInstanceOf(RuntimeException.class);
    assertThat(store.observed().head()).isEqualTo(last(first.subList(0, 1)));
    assertThat(store.observed().readThrough()).isEqualTo(block(101));
  }

  @Test
  void forgetsWhatIsNotProven() {
    LaneStore store = store();
    List<Sighting> proven = following(START.head(), 2, block(101));
    store.see(proven, proof(block(101), last(proven)), "a");
    store.see(following(last(proven), 4, block(103)), block(104), "b");

    store.forgetUnproven(new Incident(Incident.Kind.PROVIDER_DISPROVED, "b lied"));

    assertThat(store.observed().head()).isEqualTo(last(proven));
    assertThat(store.observed().readThrough()).isEqualTo(block(101));
    assertThat(store.observed().unprovenFrom()).isEmpty();
  }

  @Test
  void takesBackWhatAReorgTook() {
    LaneStore store = store();
    List<Sighting> first = following(START.head(), 2, block(101));
    List<Sighting> second = following(last(first), 2, block(102));
    List<Sighting> third = following(last(second), 2, block(103));
    ProvenLane kept = proof(block(101), last(first));
    store.see(first, kept, "a");
    store.see(second, proof(block(102), last(second)), "a");
    store.see(third, block(103), "a");

    store.takeBack(block(101), REORG);

    assertThat(store.proofs()).containsExactly(kept);
    assertThat(store.observed().head()).isEqualTo(last(first));
    assertThat(store.observed().readThrough()).isEqualTo(block(101));
    assertThat(store.observed().unprovenFrom()).isEmpty();
  }

  @Test
  void takesBackEverythingThatIsNotFinal() {
    LaneStore store = store();
    List<Sighting> seen = following(START.head(), 2, block(101));
    store.see(seen, proof(block(101), last(seen)), "a");

    store.takeBack(START.block(), REORG);

    assertThat(store.proofs()).isEmpty();
    assertThat(store.observed().head()).isEqualTo(START.head());
    assertThat(store.observed().readThrough()).isEqualTo(START.block());
  }

  @Test
  void whatIsFinalIsTheLog() {
    LaneStore store = store();
    List<Sighting> first = following(START.head(), 3, block(101));
    List<Sighting> second = following(last(first), 2, block(102));
    ProvenLane lower = proof(block(101), last(first));
    ProvenLane upper = proof(block(102), last(second));
    store.see(first, lower, "a");
    store.see(second, upper, "a");
    assertThat(store.proofs()).containsExactly(upper, lower);

    store.finalize(lower);

    assertThat(store.finalPosition()).isEqualTo(new FinalPosition(last(first), block(101), PAIRED));
    assertThat(log(store)).isEqualTo(first);
    assertThat(store.observed().head()).isEqualTo(last(second));
    assertThat(store.proofs()).containsExactly(upper);

    store.finalize(upper);

    assertThat(log(store))
        .hasSize(5)
        .startsWith(first.toArray(Sighting[]::new))
        .endsWith(second.toArray(Sighting[]::new));
    assertThat(store.proofs()).isEmpty();
    assertThat(store.observed().head()).isEqualTo(last(second));
  }

  @Test
  void finalizesAllThatANewerProofCovers() {
    LaneStore store = store();
    List<Sighting> first = following(START.head(), 3, block(101));
    List<Sighting> second = following(last(first), 2, block(102));
    ProvenLane upper = proof(block(102), last(second));
    store.see(first, proof(block(101), last(first)), "a");
    store.see(second, upper, "a");

    store.finalize(upper);

    assertThat(log(store)).hasSize(5);
    assertThat(store.proofs()).isEmpty();
  }

  @Test
  void refusesToFinalizeWhatItHasNotSeenProven() {
    LaneStore store = store();
    List<Sighting> seen = following(START.head(), 2, block(101));
    store.see(seen, proof(block(101), last(seen)), "a");
    LaneHead invented = new LaneHead(2, Keccak256.ofText("another head"));

    assertThatThrownBy(() -> store.finalize(proof(block(101), invented)))
        .isInstanceOf(RuntimeException.class);
    assertThat(store.finalPosition()).isEqualTo(START);
    assertThat(log(store)).isEmpty();
  }

  @Test
  void refusesToTakeBackWhatIsFinal() {
    LaneStore store = store();
    List<Sighting> seen = following(START.head(), 2, block(101));
    ProvenLane proof = proof(block(101), last(seen));
    store.see(seen, proof, "a");
    store.finalize(proof);

    assertThatThrownBy(() -> store.takeBack(START.block(), REORG))
        .isInstanceOf(RuntimeException.class);
    assertThat(store.finalPosition().head()).isEqualTo(last(seen));
  }

  @Test
  void staysHalted() {
    LaneStore store = store();

    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "block 7 was final"));

    assertThat(store.halted()).hasValueSatisfying(why -> assertThat(why).contains("block 7"));
  }
}
