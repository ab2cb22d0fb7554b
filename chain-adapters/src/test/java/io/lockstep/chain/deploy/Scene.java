package io.lockstep.chain.deploy;

import static io.lockstep.chain.deploy.TwoChains.sender;

import io.lockstep.chain.access.AccessManagerCalls;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.contract.FunctionSelector;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.LaneId;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The deployment as the damage finds it, and the means to do it. */
record Scene(LocalChain chain, DeployedChain deployed, LaneId lane) {

  AccessManagerCalls manager() {
    return new AccessManagerCalls(deployed.accessManager());
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

  void setFunctionRole(String function, Role role) {
    List<FunctionSelector> functions =
        Contracts.gateway().changingFunctions().stream()
            .filter(candidate -> candidate.name().equals(function))
            .toList();
    byDeployer(manager().setTargetFunctionRole(deployed.gateway(), functions, role));
  }
}
