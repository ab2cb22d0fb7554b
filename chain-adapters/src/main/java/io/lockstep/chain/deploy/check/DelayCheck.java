package io.lockstep.chain.deploy.check;

import io.lockstep.chain.access.AccessManagerView;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.access.ScheduledDelay;
import io.lockstep.chain.deploy.plan.GovernedContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Delays that the manager itself brings into force five days after they are set. Until then nothing
 * is lost: whoever could use the gap is an administrator, whose own delay is in force at once and
 * is checked with the roles.
 */
final class DelayCheck {

  /** OpenZeppelin's {@code minSetback}. */
  private static final Duration SETBACK = Duration.ofDays(5);

  private DelayCheck() {}

  static List<Finding> findings(Subject subject) {
    AccessManagerView manager = subject.manager();
    List<Finding> findings = new ArrayList<>();
    for (GovernedContract contract : GovernedContract.on(subject.here())) {
      findings.add(
          finding(
              subject,
              "delay of changes of who may call the " + contract.name(),
              manager.targetAdminDelay(contract.address()),
              subject.settings().administrationDelay()));
    }
    findings.add(
        finding(
            subject,
            "delay until somebody new has the role ADMIN",
            manager.grantDelay(Role.ADMIN),
            subject.settings().administrationDelay()));
    findings.add(
        finding(
            subject,
            "delay until somebody new has the role GUARDIAN",
            manager.grantDelay(Role.GUARDIAN),
            Duration.ZERO));
    return findings;
  }

  private static Finding finding(
      Subject subject, String point, ScheduledDelay found, Duration expected) {
    boolean soonEnough =
        found
            .change()
            .map(next -> !next.at().isAfter(subject.state().block().time().plus(SETBACK)))
            .orElse(true);
    return new Finding(
        subject.chain(),
        point,
        expected + ", within " + SETBACK,
        found.toString(),
        found.settled().equals(expected) && soonEnough);
  }
}
