package io.lockstep.chain.deploy.check;

import io.lockstep.chain.access.AccessManagerView;
import io.lockstep.chain.access.AccessManagerView.Grant;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.access.RoleAccess;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.GovernedContract;
import io.lockstep.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who has which role, with what delay. A manager does not list its members, so everybody is looked
 * at who ever got a role, as its log says, and, in case a node keeps logs back, those who matter
 * most in any case.
 */
final class RoleCheck {

  private RoleCheck() {}

  static List<Finding> findings(Subject subject, boolean deployerStays) {
    Map<Grant, String> expected = expected(subject, deployerStays);
    return candidates(subject, expected.keySet()).stream()
        .map(grant ->
            subject.finding(
                "%s as %s".formatted(nameOf(subject, grant.account()), grant.role()),
                expected.getOrDefault(grant, "no member"),
                found(subject, grant)))
        .toList();
  }

  private static Map<Grant, String> expected(Subject subject, boolean deployerStays) {
    ChainSettings governance = subject.governance();
    Map<Grant, String> expected = new LinkedHashMap<>();
    expected.put(
        new Grant(Role.ADMIN, governance.administrator()),
        member(subject.settings().administrationDelay()));
    expected.put(new Grant(Role.GUARDIAN, governance.guardian()), member(Duration.ZERO));
    if (deployerStays) {
      expected.put(new Grant(Role.ADMIN, subject.here().deployer()), member(Duration.ZERO));
    }
    return expected;
  }

  private static Set<Grant> candidates(Subject subject, Set<Grant> expected) {
    Set<Grant> candidates = new LinkedHashSet<>(expected);
    List<Address> accounts =
        new ArrayList<>(
            List.of(
                subject.here().deployer(),
                subject.here().accessManager(),
                subject.governance().guardian(),
                subject.governance().administrator()));
    GovernedContract.on(subject.here()).forEach(contract -> accounts.add(contract.address()));
    for (Address account : accounts) {
      Stream.of(Role.ADMIN, Role.GUARDIAN)
          .map(role -> new Grant(role, account))
          .forEach(candidates::add);
    }
    candidates.addAll(subject.manager().grantsSince(subject.here().firstBlock()));
    return candidates;
  }

  private static String found(Subject subject, Grant grant) {
    AccessManagerView manager = subject.manager();
    RoleAccess access = manager.access(grant.role(), grant.account());
    if (!access.isMember()) {
      return "no member";
    }
    Instant now = subject.state().block().time();
    String since =
        access.since().filter(from -> from.isAfter(now)).map(from -> " from " + from).orElse("");
    String change =
        access.change().map(next -> ", from %s on %s".formatted(next.at(), next.to())).orElse("");
    return member(access.delay()) + since + change;
  }

  private static String member(Duration delay) {
    return delay.isZero() ? "member who acts at once" : "member who waits " + delay;
  }

  private static String nameOf(Subject subject, Address account) {
    Map<Address, String> names = new HashMap<>();
    names.put(subject.here().accessManager(), "the access manager ");
    names.put(subject.here().deployer(), "the deployer ");
    GovernedContract.on(subject.here())
        .forEach(contract -> names.put(contract.address(), "the %s ".formatted(contract.name())));
    return names.getOrDefault(account, "") + account;
  }
}
