package io.lockstep.chain.deploy.check;

import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.ChainId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether one chain holds what was to be deployed on it, all of it and nothing else. */
public final class DeploymentCheck {

  private final Subject subject;

  public DeploymentCheck(
      DeploymentSettings settings, Map<ChainId, DeployedChain> deployed, ChainState state) {
    this.subject = new Subject(settings, Map.copyOf(deployed), state);
  }

  /**
   * Every point, in the order in which it makes sense to read them. Where there is no code of ours,
   * asking it further questions would be senseless, and that is then the only thing said.
   *
   * @param deployerStays whether the deployer should still be an administrator
   */
  public List<Finding> run(boolean deployerStays) {
    List<Finding> code = CodeCheck.findings(subject);
    if (!code.stream().allMatch(Finding::holds)) {
      return code;
    }
    List<Finding> findings = new ArrayList<>(code);
    findings.addAll(AuthorityCheck.findings(subject));
    findings.addAll(RoleCheck.findings(subject, deployerStays));
    findings.addAll(DelayCheck.findings(subject));
    List<GatewayEvent> history = subject.gatewayEvents();
    findings.addAll(KeyCheck.findings(subject, history));
    findings.addAll(LaneCheck.findings(subject, history));
    findings.addAll(SenderCheck.findings(subject, history));
    findings.addAll(VaultCheck.findings(subject));
    findings.addAll(LedgerCheck.findings(subject));
    return findings;
  }
}
