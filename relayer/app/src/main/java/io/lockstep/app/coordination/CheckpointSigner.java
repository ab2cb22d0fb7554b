package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import java.util.function.LongFunction;

/** Who has heads of lanes signed. */
@FunctionalInterface
public interface CheckpointSigner {
  /**
   * Has a lane's head signed.
   *
   * @param from what the destination is known to have executed
   * @param nonce the last message; a list of holds that is too long brings it forward
   * @param headAt the lane's head after a message
   */
  PanelOutcome<FinishedCheckpoint> sign(
      Lane lane, long from, long nonce, LongFunction<Hash32> headAt) throws InterruptedException;
}
