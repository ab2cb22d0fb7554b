package io.lockstep.app.watch.display;

import io.lockstep.app.watch.LaneState;
import io.lockstep.persistence.view.PositionView;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a lane stands.
 *
 * @param position nothing before it is registered
 * @param tip the block that a quorum of providers has reached, if so many answer
 */
public record LaneLine(
    String lane, LaneState state, Optional<PositionView> position, OptionalLong tip) {
  String tipText() {
    return tip.isPresent() ? String.valueOf(tip.getAsLong()) : "?";
  }

  /** In a line of a file: why it follows changes with each block, and is no news. */
  String stateText() {
    return state instanceof LaneState.Following
        ? state.word()
        : "%s: %s".formatted(state.word(), state.why());
  }
}
