package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.protocol.Address;
import java.time.Instant;
import java.util.Set;

/** Holds what could reach somebody who must get nothing. */
public record DeniedAccounts(Set<Address> denied) implements Rule {
  public DeniedAccounts {
    denied = Set.copyOf(denied);
  }

  @Override
  public Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes) {
    return transfer.accounts().stream()
        .filter(denied::contains)
        .findFirst()
        .<Verdict>map(account ->
            new Verdict.Hold("account %s is on the list of those denied".formatted(account)))
        .orElse(Verdict.SIGN);
  }
}
