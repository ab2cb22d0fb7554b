package io.lockstep.core.domain.delivery;

import java.util.List;

/**
 * What one provider says that the gateway logged in some final blocks.
 *
 * @param events in the order of the chain
 * @param through the block through which was read
 */
public record OutcomePage(List<OutcomeEvent> events, long through) {
  public OutcomePage {
    events = List.copyOf(events);
  }
}
