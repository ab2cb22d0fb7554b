package io.lockstep.chain.deploy;

import io.lockstep.chain.access.AccessManagerCalls;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.GovernedContract;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The transactions of a deployment, in their order. Names are unique on a chain and never change.
 */
final class DeploymentSteps {

  private final DeploymentSettings settings;
  private final Map<ChainId, DeployedChain> deployed;
  private final KeyProof proof;
  private final CollateralSteps collateral;

  DeploymentSteps(
      DeploymentSettings settings, Map<ChainId, DeployedChain> deployed, KeyProof proof) {
    this.settings = settings;
    this.deployed = deployed;
    this.proof = proof;
    this.collateral = new CollateralSteps(settings, deployed);
  }

  /** Until a gateway stands on every chain, no lane can be opened on any. */
  List<Step> contracts() {
    List<Step> steps = new ArrayList<>();
    for (ChainSettings chain : settings.chains()) {
      DeployedChain target = on(chain.chain());
      steps.add(
          Step.creating(
              chain.chain(),
              "create the access manager",
              target.accessManager(),
              () ->
                  TransactionRequest.creation(
                      Contracts.accessManager().creationData(target.deployer()))));
      steps.add(
          Step.creating(
              chain.chain(),
              "create the gateway",
              target.gateway(),
              () ->
                  TransactionRequest.creation(
                      Contracts.gateway().creationData(target.accessManager()))));
      steps.addAll(collateral.contracts(target));
    }
    return steps;
  }

  List<Step> configuration() {
    List<Step> steps = new ArrayList<>();
    for (ChainSettings chain : settings.chains()) {
      steps.add(registerKey(chain.chain()));
      for (LanePairSettings lane : settings.lanesOf(chain.chain())) {
        steps.addAll(openLane(chain.chain(), lane));
      }
      steps.addAll(collateral.configuration(on(chain.chain())));
    }
    return steps;
  }

  private Step registerKey(ChainId chain) {
    DeployedChain target = on(chain);
    DomainSeparator domain = DomainSeparator.of(target.interoperableGateway());
    return Step.of(
        chain,
        "register key epoch " + settings.keyEpoch().keyEpoch(),
        () ->
            new GatewayAdministration(target.gateway())
                .registerKeyEpoch(
                    settings.keyEpoch(), proof.sign(settings.keyEpoch().digest(domain))));
  }

  private List<Step> openLane(ChainId chain, LanePairSettings pair) {
    GatewayAdministration gateway = new GatewayAdministration(on(chain).gateway());
    DeployedChain remote = on(pair.endAwayFrom(chain).chain());
    LaneEndSettings end = pair.endOn(chain);
    String name = "to chain %s on channel %s".formatted(remote.chain(), pair.channel());
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            chain,
            "open the lane " + name,
            () ->
                gateway.openLane(
                    remote.interoperableGateway(), pair.channel(), end.limits(), end.fee())));
    LaneId outbound = outbound(chain, pair);
    for (AllowedSender sender : settings.senders(pair, on(chain))) {
      steps.add(
          Step.of(
              chain,
              "allow %s to send %s".formatted(sender.sender(), name),
              () -> gateway.allowSender(outbound, sender.sender(), sender.paysFee())));
    }
    return steps;
  }

  private LaneId outbound(ChainId source, LanePairSettings pair) {
    return new Lane(
            on(source).interoperableGateway(),
            on(pair.endAwayFrom(source).chain()).interoperableGateway(),
            pair.channel())
        .id();
  }

  /**
   * Everything that the new administration needs, in one transaction, so that it is never there by
   * half. The delays on the contracts and on the giving of ADMIN come into force five days later,
   * as OpenZeppelin has it; until then the administrator's own delay, which is in force at once,
   * stands alone. GUARDIAN gets no such delay: only administrators can give it, who wait anyway,
   * and a lost guardian must be replaced soon.
   */
  List<Step> handOver() {
    return settings.chains().stream().map(this::handOver).toList();
  }

  private Step handOver(ChainSettings chain) {
    DeployedChain target = on(chain.chain());
    AccessManagerCalls manager = new AccessManagerCalls(target.accessManager());
    Duration delay = settings.administrationDelay();
    List<TransactionRequest> requests = new ArrayList<>();
    for (GovernedContract contract : GovernedContract.on(target)) {
      requests.add(
          manager.setTargetFunctionRole(
              contract.address(), contract.guardianFunctions(), Role.GUARDIAN));
      requests.add(manager.setTargetAdminDelay(contract.address(), delay));
    }
    requests.add(manager.labelRole(Role.GUARDIAN, "GUARDIAN"));
    requests.add(manager.setGrantDelay(Role.ADMIN, delay));
    requests.add(manager.grantRole(Role.GUARDIAN, chain.guardian(), Duration.ZERO));
    requests.add(manager.grantRole(Role.ADMIN, chain.administrator(), delay));
    return Step.of(
        chain.chain(), "hand over to administrator and guardian", () -> manager.together(requests));
  }

  List<Step> farewell() {
    return settings.chains().stream().map(this::farewell).toList();
  }

  private Step farewell(ChainSettings chain) {
    DeployedChain target = on(chain.chain());
    return Step.of(
        chain.chain(),
        "revoke the deployer",
        () ->
            new AccessManagerCalls(target.accessManager())
                .revokeRole(Role.ADMIN, target.deployer()));
  }

  private DeployedChain on(ChainId chain) {
    DeployedChain target = deployed.get(chain);
    if (target == null) {
      throw new IllegalStateException("chain %s has no plan".formatted(chain));
    }
    return target;
  }
}
