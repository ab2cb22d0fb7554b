package io.lockstep.chain.deploy.plan;

import io.lockstep.chain.access.Role;
import io.lockstep.chain.contract.ContractArtifact;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.contract.FunctionSelector;
import io.lockstep.protocol.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A contract that obeys the access manager of its chain, and which of its functions need which
 * role.
 *
 * @param name among the contracts of a chain
 * @param forGuardian the functions that only tighten; everything else that is restricted stays with
 *     the administrators
 */
public record GovernedContract(
    String name, Address address, ContractArtifact artifact, Set<String> forGuardian) {

  private static final Set<String> OF_GATEWAY =
      Set.of("pause", "pauseLane", "killKeyEpoch", "removeSender");
  private static final Set<String> OF_VAULT =
      Set.of("lowerLockCap", "lowerPayoutCap", "denyPayouts");
  private static final Set<String> OF_LEDGER = Set.of("lowerCap");

  public GovernedContract {
    forGuardian = Set.copyOf(forGuardian);
  }

  /** All of a chain. */
  public static List<GovernedContract> on(DeployedChain chain) {
    List<GovernedContract> contracts = new ArrayList<>();
    contracts.add(
        new GovernedContract("gateway", chain.gateway(), Contracts.gateway(), OF_GATEWAY));
    chain
        .vault()
        .map(vault -> new GovernedContract("vault", vault, Contracts.collateralVault(), OF_VAULT))
        .ifPresent(contracts::add);
    chain
        .ledger()
        .map(ledger ->
            new GovernedContract("ledger", ledger, Contracts.collateralLedger(), OF_LEDGER))
        .ifPresent(contracts::add);
    return contracts;
  }

  public List<FunctionSelector> guardianFunctions() {
    return artifact.changingFunctions().stream()
        .filter(function -> roleFor(function).equals(Role.GUARDIAN))
        .toList();
  }

  public Role roleFor(FunctionSelector function) {
    return forGuardian.contains(function.name()) ? Role.GUARDIAN : Role.ADMIN;
  }
}
