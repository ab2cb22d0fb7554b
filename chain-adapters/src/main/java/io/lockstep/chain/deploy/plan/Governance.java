package io.lockstep.chain.deploy.plan;

import io.lockstep.chain.access.Role;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.contract.FunctionSelector;
import java.util.List;
import java.util.Set;

/** Which of the gateway's functions need which role. */
public final class Governance {

  /** What only tightens. Everything else that is restricted stays with the administrators. */
  private static final Set<String> GUARDIAN_FUNCTIONS =
      Set.of("pause", "pauseLane", "killKeyEpoch", "removeSender");

  private Governance() {}

  public static List<FunctionSelector> guardianFunctions() {
    return Contracts.gateway().changingFunctions().stream()
        .filter(function -> roleFor(function).equals(Role.GUARDIAN))
        .toList();
  }

  public static Role roleFor(FunctionSelector function) {
    return GUARDIAN_FUNCTIONS.contains(function.name()) ? Role.GUARDIAN : Role.ADMIN;
  }
}
