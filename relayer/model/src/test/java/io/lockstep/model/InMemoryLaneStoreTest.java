package io.lockstep.model;

import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import java.util.List;

class InMemoryLaneStoreTest extends LaneStoreContract {
  @Override
  protected LaneStore store() {
    return new InMemoryLaneStore(START);
  }

  @Override
  protected List<Sighting> log(LaneStore store) {
    return ((InMemoryLaneStore) store).log();
  }
}
