package io.lockstep.core.port;

import io.lockstep.core.domain.delivery.Attestation;
import io.lockstep.core.domain.delivery.RulingAnswer;
import io.lockstep.protocol.Hash32;
import java.util.function.LongFunction;

/**
 * The attesters of one lane. They vouch for what they have proven themselves; whoever asks is
 * trusted for nothing. What comes back as signed was verified against the quorum's key.
 *
 * <p>Every method throws a {@link io.lockstep.core.Failure} if too few can be reached.
 */
public interface Attesters {
  /**
   * Asks for a checkpoint. It stands at {@code nonce}, or at a lower one if the list of holds has
   * no more room.
   *
   * @param from what the destination is known to have executed at finality; below {@code nonce}
   * @param head this lane's head after a message, by our own log
   */
  Attestation attest(long keyEpoch, long from, long nonce, LongFunction<Hash32> head);

  /** Asks for the quorum's decision about a message that it holds. */
  RulingAnswer rule(long keyEpoch, long nonce, Hash32 messageHash);
}
