package io.lockstep.app.decide;

import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.decision.Decisions;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who decides, why, and in which database. */
final class DecisionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever reads the audit log.")
  private String reason = "";

  @Option(
      names = "--operator",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who decides; ${DEFAULT-VALUE} if not given.")
  private String operator = "";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration of the relayer or attester, for its database.")
  private Path configFile = Path.of("");

  /** Hands the decision and its reason over, and tells that it is recorded. */
  void decide(String what, BiConsumer<Decisions, String> decision) {
    requireText("--reason", reason);
    requireText("--operator", operator);
    DaemonConfig config = AttesterConfig.readWatching(configFile);
    try (Database database =
        Database.open(
            ConfiguredDatabase.settings(config.database(), Role.OPERATOR, "lockstep-decide"))) {
      decision.accept(new Decisions(database, operator), reason);
    }
    spec.commandLine()
        .getOut()
        .println("%s is lifted, as decided by %s: %s".formatted(what, operator, reason));
    spec.commandLine().getOut().flush();
  }

  /** Before anything else: it is wrong usage, whatever the configuration says. */
  void requireNumber(long number) {
    if (number < 1) {
      throw new ParameterException(
          spec.commandLine(), "N: found %d, expected a number from 1".formatted(number));
    }
  }

  private void requireText(String option, String text) {
    if (text.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), option + ": found nothing, expected some text");
    }
  }
}
