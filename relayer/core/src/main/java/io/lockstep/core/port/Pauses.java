package io.lockstep.core.port;

import io.lockstep.protocol.LaneId;
import java.util.Optional;

/**
 * What an operator has paused here. Stages ask at each step, so an answer must be cheap, and no
 * older than a few seconds: a pause stops signing within five seconds and sending within ten.
 */
public interface Pauses {
  /** Why nothing at all is signed or sent, if so. */
  Optional<String> daemon();

  /** Why nothing of that lane is, if so; also if the whole daemon is paused. */
  Optional<String> lane(LaneId lane);
}
