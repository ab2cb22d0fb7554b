package io.lockstep.chain.deploy.check;

import io.lockstep.chain.access.AccessManagerView;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.contract.FunctionSelector;
import io.lockstep.chain.deploy.plan.GovernedContract;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.DomainSeparator;
import java.util.ArrayList;
import java.util.List;

/** Contracts obey their own access manager, which asks for the right role for every function. */
final class AuthorityCheck {

  private AuthorityCheck() {}

  static List<Finding> findings(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (GovernedContract contract : GovernedContract.on(subject.here())) {
      findings.addAll(findings(subject, contract));
    }
    // They stand for the immutables that the code check leaves out: chain and address, gateway.
    findings.add(
        subject.finding(
            "signing domain of the gateway",
            DomainSeparator.of(subject.here().interoperableGateway()).value(),
            subject.gateway().domainSeparator().value()));
    Address gateway = subject.here().gateway();
    subject
        .vault()
        .map(vault -> subject.finding("gateway of the vault", gateway, vault.gateway()))
        .ifPresent(findings::add);
    subject
        .ledger()
        .map(ledger -> subject.finding("gateway of the ledger", gateway, ledger.gateway()))
        .ifPresent(findings::add);
    for (Role role : List.of(Role.ADMIN, Role.GUARDIAN)) {
      findings.add(
          subject.finding("role that gives " + role, Role.ADMIN, subject.manager().adminOf(role)));
      findings.add(
          subject.finding(
              "role that cancels what %s has scheduled".formatted(role),
              Role.ADMIN,
              subject.manager().cancellerOf(role)));
    }
    return findings;
  }

  private static List<Finding> findings(Subject subject, GovernedContract contract) {
    AccessManagerView manager = subject.manager();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        subject.finding(
            "authority of the " + contract.name(),
            subject.here().accessManager(),
            ContractReads.authority(subject.state(), contract.address())));
    findings.add(
        subject.finding(contract.name() + " closed", false, manager.isClosed(contract.address())));
    // All of them: a function that nobody should call by a role must not have got one either.
    for (FunctionSelector function : contract.artifact().changingFunctions()) {
      findings.add(
          subject.finding(
              "role that may call %s of the %s".formatted(function.signature(), contract.name()),
              contract.roleFor(function),
              manager.roleOf(contract.address(), function)));
    }
    return findings;
  }
}
