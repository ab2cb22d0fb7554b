package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.protocol.Address;
import java.time.Instant;
import java.util.Set;

/** Holds transfers of assets that nobody has looked at. */
public record AllowedAssets(Set<Address> allowed) implements Rule {
  public AllowedAssets {
    allowed = Set.copyOf(allowed);
  }

  @Override
  public Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes) {
    return allowed.contains(transfer.asset())
        ? Verdict.SIGN
        : new Verdict.Hold(
            "asset %s is not on the list of those allowed".formatted(transfer.asset()));
  }
}
