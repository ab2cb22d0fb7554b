package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.time.Instant;

/** Holds a transfer that is larger than a person would let pass unseen. */
public record AmountAbove(Address asset, BigInteger limit) implements Rule {
  @Override
  public Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes) {
    return transfer.asset().equals(asset) && transfer.amount().compareTo(limit) > 0
        ? new Verdict.Hold(
            "amount %d of asset %s is above %d".formatted(transfer.amount(), asset, limit))
        : Verdict.SIGN;
  }
}
