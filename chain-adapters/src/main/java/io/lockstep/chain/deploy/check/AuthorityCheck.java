package io.lockstep.chain.deploy.check;

import io.lockstep.chain.access.AccessManagerView;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.contract.FunctionSelector;
import io.lockstep.chain.deploy.plan.Governance;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.DomainSeparator;
import java.util.ArrayList;
import java.util.List;

/** The gateway obeys its own access manager, which asks for the right role for every function. */
final class AuthorityCheck {

  private AuthorityCheck() {}

  static List<Finding> findings(Subject subject) {
    Address gateway = subject.here().gateway();
    AccessManagerView manager = subject.manager();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        subject.finding(
            "authority of the gateway",
            subject.here().accessManager(),
            subject.gateway().authority()));
    // It stands for the immutables that the code check leaves out: chain and address.
    findings.add(
        subject.finding(
            "signing domain of the gateway",
            DomainSeparator.of(subject.here().interoperableGateway()).value(),
            subject.gateway().domainSeparator().value()));
    findings.add(subject.finding("gateway closed", false, manager.isClosed(gateway)));
    // All of them: a function that nobody should call by a role must not have got one either.
    for (FunctionSelector function : Contracts.gateway().changingFunctions()) {
      findings.add(
          subject.finding(
              "role that may call " + function.signature(),
              Governance.roleFor(function),
              manager.roleOf(gateway, function)));
    }
    for (Role role : List.of(Role.ADMIN, Role.GUARDIAN)) {
      findings.add(subject.finding("role that gives " + role, Role.ADMIN, manager.adminOf(role)));
      findings.add(
          subject.finding(
              "role that cancels what %s has scheduled".formatted(role),
              Role.ADMIN,
              manager.cancellerOf(role)));
    }
    return findings;
  }
}
