package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryLaneStoreTest extends LaneStoreContract {
  @Override
  protected LaneStore store() {
    return new InMemoryLaneStore(START);
  }

  @Override
  protected List<Sighting> log(LaneStore store) {
    return ((InMemoryLaneStore) store).log();
  }

  @Test
  void aCopyAndItsOriginalKnowNothingOfEachOther() {
    InMemoryLaneStore store = new InMemoryLaneStore(START);
    List<Sighting> seen = following(START.head(), 2, block(101));
    store.see(seen, proof(block(101), seen.getLast().head()), "a");
    InMemoryLaneStore copy = store.copy();

    store.finalize(store.proofs().getFirst());
    copy.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "in the copy alone"));

    assertThat(copy.log()).isEmpty();
    assertThat(copy.sightings()).isEqualTo(seen);
    assertThat(store.log()).isEqualTo(seen);
    assertThat(store.halted()).isEmpty();
  }
}
