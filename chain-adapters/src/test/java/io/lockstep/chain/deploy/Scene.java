package io.lockstep.chain.deploy;

import static io.lockstep.chain.deploy.TwoChains.sender;

import io.lockstep.chain.access.AccessManagerCalls;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.collateral.LedgerCalls;
import io.lockstep.chain.collateral.LedgerView;
import io.lockstep.chain.collateral.VaultCalls;
import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.FunctionSelector;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.GovernedContract;
import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The deployment as the damage finds it, and the means to do it. */
record Scene(LocalChain chain, DeployedChain deployed, Lane lane) {

  AccessManagerCalls manager() {
    return new AccessManagerCalls(deployed.accessManager());
  }

  LaneId outbound() {
    return lane.id();
  }

  VaultCalls vault() {
    return new VaultCalls(deployed.requireVault());
  }

  LedgerCalls ledger() {
    return new LedgerCalls(deployed.requireLedger());
  }

  Address token() {
    return new LedgerView(chain.latest(), deployed.requireLedger())
        .holding(returnLane(), TwoChains.ASSET)
        .token()
        .orElseThrow();
  }

  LaneId returnLane() {
    return lane.paired().id();
  }

  GatewayAdministration gateway() {
    return new GatewayAdministration(deployed.gateway());
  }

  Address account(int index) {
    return chain.account(index).address();
  }

  void by(int account, TransactionRequest request) {
    sender(chain, account).send(request, "the damage");
  }

  void byDeployer(TransactionRequest request) {
    by(TwoChains.DEPLOYER, request);
  }

  void byDeployer(RemoteFunctionCall<?> callOfManager) {
    byDeployer(TransactionRequest.call(deployed.accessManager(), Calldata.of(callOfManager)));
  }

  void setCode(Address address, Bytes code) {
    chain.connection().ask("anvil_setCode", address.toString(), code.toString());
  }

  /** Of the function by its name, in whichever of the contracts has it. */
  void setFunctionRole(String function, Role role) {
    for (GovernedContract contract : GovernedContract.on(deployed)) {
      List<FunctionSelector> functions =
          contract.artifact().changingFunctions().stream()
              .filter(candidate -> candidate.name().equals(function))
              .toList();
      if (!functions.isEmpty()) {
        byDeployer(manager().setTargetFunctionRole(contract.address(), functions, role));
      }
    }
  }
}
