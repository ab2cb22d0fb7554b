package io.lockstep.app.attester.operating;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.status.Subject;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.attester.OperatorRulings;
import io.lockstep.protocol.Decision;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code lockstep attester rule}. */
@Command(
    name = "rule",
    description = "Decide what becomes of a held message, as far as this attester has a say.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The database's user must be granted the role lockstep_operator. A message is ruled on once, and",
      "the decision is a row of the audit log. The attester signs it when it is asked to, once the",
      "message is executed and final at its destination; the gateway wants the quorum's word."
    })
public final class RuleCommand implements Callable<Integer> {
  /** The words of the command line. */
  static final class DecisionConverter implements ITypeConverter<Decision> {
    @Override
    public Decision convert(String text) {
      return switch (text) {
        case "deliver" -> Decision.DELIVER;
        case "void" -> Decision.VOID;
        default ->
            throw new TypeConversionException("found %s, expected deliver or void".formatted(text));
      };
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "LANE",
      description = "SOURCE/DESTINATION as configured, or the lane's id.")
  private String lane = "";

  @Parameters(index = "1", paramLabel = "NONCE", description = "The message's place in its lane.")
  private long nonce;

  @Parameters(
      index = "2",
      paramLabel = "deliver|void",
      description = "Whether it is delivered all the same, or voided, which refunds its sender.",
      converter = DecisionConverter.class)
  private Decision decision = Decision.VOID;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The attester's configuration, for its database.")
  private Path configFile = Path.of("");

  @Option(names = "--operator", required = true, paramLabel = "NAME", description = "Who decides.")
  private String operator = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever reads the audit log.")
  private String reason = "";

  @Override
  public Integer call() {
    requireText("--operator", operator);
    requireText("--reason", reason);
    if (nonce < 1) {
      throw new ParameterException(
          spec.commandLine(), "NONCE: found %d, expected a number from 1".formatted(nonce));
    }
    AttesterConfig config = AttesterConfig.read(configFile);
    WatchPlan plan = plan(config);
    try (Database database =
        Database.open(
            ConfiguredDatabase.settings(
                config.watching().database(), Role.OPERATOR, "lockstep-rule"))) {
      new OperatorRulings(database, operator).rule(plan.lane().id(), nonce, decision, reason);
    }
    spec.commandLine()
        .getOut()
        .println(
            "%s, message %d: %s, as decided by %s: %s"
                .formatted(
                    plan, nonce, decision.name().toLowerCase(Locale.ROOT), operator, reason));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private WatchPlan plan(AttesterConfig config) {
    return switch (Subject.of(lane, WatchPlan.all(config.watching()))) {
      case Subject.OfLane(WatchPlan plan) -> plan;
      case Subject.OfMessage _ ->
          throw CliException.permanent(
              "rule: found %s, expected a lane that is configured".formatted(lane));
    };
  }

  private void requireText(String option, String text) {
    if (text.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), option + ": found nothing, expected some text");
    }
  }
}
