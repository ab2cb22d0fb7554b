package io.lockstep.attestation.ceremony;

import io.lockstep.protocol.Hash32;

/**
 * The sessions that an attester has taken part in, kept where a crash does not lose them. Whoever
 * began a session, forgot it and began it again would say two different hellos, which proves
 * equivocation.
 */
@FunctionalInterface
public interface SessionsBegun {
  /**
   * Records a session before its first message leaves.
   *
   * @throws RuntimeException if it was recorded before, or cannot be made durable. Nothing leaves
   *     then
   */
  void begin(Hash32 sessionId);
}
