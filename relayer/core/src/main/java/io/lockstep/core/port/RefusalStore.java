package io.lockstep.core.port;

import io.lockstep.core.domain.RefusalCount;
import java.util.List;

/** What an attester refused, counted by who asked, the lane and the reason. */
public interface RefusalStore {
  /** Adds to what is counted already, all or none of it. */
  void add(List<RefusalCount> counts);
}
