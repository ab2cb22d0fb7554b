package io.lockstep.core.domain.delivery;

import io.lockstep.core.domain.FinalMessage;
import java.time.Instant;

/**
 * A message with which something is left to do, and nothing under way.
 *
 * @param since when its outcome was last heard of, or an intent for it last ended
 * @param attempts how many intents for it have ended without effect since its outcome changed
 */
public record Unsettled(FinalMessage message, Outcome outcome, Instant since, int attempts) {}
