package io.lockstep.persistence.view;

import java.time.Instant;
import java.util.Optional;

/**
 * Who works a lane.
 *
 * @param held whether it still runs, by the clock of the database
 * @param holder who holds it, or did last
 * @param until nothing if nobody ever held it
 */
public record LeaseView(boolean held, String holder, long epoch, Optional<Instant> until) {}
