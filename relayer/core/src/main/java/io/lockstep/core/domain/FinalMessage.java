package io.lockstep.core.domain;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Message;
import java.time.Instant;

/**
 * A message of the lane's log.
 *
 * @param finalSince when it became part of the log here
 */
public record FinalMessage(long nonce, Message message, Hash32 messageHash, Instant finalSince) {}
