package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.protocol.Address;
import java.time.Instant;
import java.util.Set;

/** Holds transfers of assets that are not trusted any more. */
public record DeniedAssets(Set<Address> denied) implements Rule {
  public DeniedAssets {
    denied = Set.copyOf(denied);
  }

  @Override
  public Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes) {
    return denied.contains(transfer.asset())
        ? new Verdict.Hold("asset %s is on the list of those denied".formatted(transfer.asset()))
        : Verdict.SIGN;
  }
}
