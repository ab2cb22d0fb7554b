package io.lockstep.core.domain;

import io.lockstep.protocol.LaneId;
import java.time.Instant;
import java.util.Optional;

/**
 * How often an attester refused the same thing.
 *
 * @param coordinator who asked, as people call it
 * @param lane nothing if it was none that the attester follows
 * @param reason a word in capital letters
 * @param lastText what was found and what was expected, the last time
 */
public record RefusalCount(
    String coordinator,
    Optional<LaneId> lane,
    String reason,
    long refusals,
    String lastText,
    Instant lastAt) {}
