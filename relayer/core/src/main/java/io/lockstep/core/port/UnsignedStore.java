package io.lockstep.core.port;

import io.lockstep.core.domain.Unsigned;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;

/** What an attester could have signed, and has not seen signed. */
public interface UnsignedStore {
  /** Of one moment. */
  Unsigned of(LaneId lane, long keyEpoch);

  /** The lane's head after a final message. */
  Hash32 headAt(LaneId lane, long nonce);
}
