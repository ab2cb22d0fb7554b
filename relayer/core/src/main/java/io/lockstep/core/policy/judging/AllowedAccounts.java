package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.protocol.Address;
import java.time.Instant;
import java.util.Set;

/** Holds what could reach anybody but those who are known. */
public record AllowedAccounts(Set<Address> allowed) implements Rule {
  public AllowedAccounts {
    allowed = Set.copyOf(allowed);
  }

  @Override
  public Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes) {
    return transfer.accounts().stream()
        .filter(account -> !allowed.contains(account))
        .findFirst()
        .<Verdict>map(account ->
            new Verdict.Hold("account %s is not on the list of those allowed".formatted(account)))
        .orElse(Verdict.SIGN);
  }
}
