package io.lockstep.chain.access;

import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Delays that are to come, where OpenZeppelin 5.7 keeps them: {@code _targets} in slot 0 and {@code
 * _roles} in slot 1, each a mapping to a struct whose second word holds the delay.
 */
final class AccessManagerStorage {

  private static final long TARGETS_SLOT = 0;
  private static final long ROLES_SLOT = 1;

  /** A role's admin and guardian, 64 bits each, come before its grant delay. */
  private static final int GRANT_DELAY_SHIFT = 128;

  private static final BigInteger DELAY_MASK =
      BigInteger.ONE.shiftLeft(112).subtract(BigInteger.ONE);

  private AccessManagerStorage() {}

  static ScheduledDelay targetAdminDelay(ChainState state, Address manager, Address target) {
    Hash32 struct = new Keccak256().word(target).word(TARGETS_SLOT).finish();
    return delay(state, state.storage(manager, secondWord(struct)));
  }

  static ScheduledDelay grantDelay(ChainState state, Address manager, Role role) {
    Hash32 struct = new Keccak256().word(role.id()).word(ROLES_SLOT).finish();
    return delay(state, state.storage(manager, secondWord(struct)).shiftRight(GRANT_DELAY_SHIFT));
  }

  private static ScheduledDelay delay(ChainState state, BigInteger word) {
    Instant now = state.block().time();
    return ScheduledDelay.unpack(word.and(DELAY_MASK), now);
  }

  private static BigInteger secondWord(Hash32 struct) {
    return new BigInteger(1, struct.toArray()).add(BigInteger.ONE);
  }
}
