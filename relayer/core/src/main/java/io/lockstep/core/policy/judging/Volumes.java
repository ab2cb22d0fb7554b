package io.lockstep.core.policy.judging;

import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.time.Instant;

/** How much of an asset was judged good, in one direction of a lane pair. */
@FunctionalInterface
public interface Volumes {
  /** From this moment on, in the asset's own decimals. */
  BigInteger since(Instant moment, Address asset);
}
