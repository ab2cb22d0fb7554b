package io.lockstep.chain.gateway;

import java.time.Instant;

/**
 * The key epochs that may sign now or soon; zero means none.
 *
 * @param currentStartsAt from when {@code current} may sign
 * @param previousExpiresAt until when {@code previous} may still sign
 */
public record KeyEpochs(
    long current, Instant currentStartsAt, long previous, Instant previousExpiresAt, long latest) {}
