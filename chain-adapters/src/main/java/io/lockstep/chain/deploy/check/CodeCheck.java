package io.lockstep.chain.deploy.check;

import io.lockstep.chain.contract.ContractArtifact;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.contract.RuntimeCode;
import io.lockstep.chain.deploy.plan.GovernedContract;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;

/** The code at the addresses is the code of this build, but for what constructors write into it. */
final class CodeCheck {

  private CodeCheck() {}

  static List<Finding> findings(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    findings.add(finding(subject, Contracts.accessManager(), subject.here().accessManager()));
    for (GovernedContract contract : GovernedContract.on(subject.here())) {
      findings.add(finding(subject, contract.artifact(), contract.address()));
    }
    return findings;
  }

  static Finding finding(Subject subject, ContractArtifact contract, Address address) {
    Bytes found = subject.state().code(address);
    return new Finding(
        subject.chain(),
        "code of %s at %s".formatted(contract.contract(), address),
        contract.runtimeCode().describe(),
        RuntimeCode.describe(found),
        contract.runtimeCode().matches(found));
  }
}
