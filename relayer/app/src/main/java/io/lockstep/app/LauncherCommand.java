package io.lockstep.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The commands that the launcher answers before Java starts. They stand here so that help lists
 * them with all the others.
 */
@Command(mixinStandardHelpOptions = true)
final class LauncherCommand implements Callable<Integer> {

  private static final Map<String, String> DESCRIPTIONS =
      new TreeMap<>(
          Map.of(
              "build", "Build what is stale, and nothing more.",
              "clean", "Remove everything that was built.",
              "format", "Mend the format of Java and Solidity sources.",
              "test", "Run every check and every test of the contracts and of the Java modules."));

  @Spec private CommandSpec spec;

  static void addTo(CommandLine commandLine) {
    DESCRIPTIONS.forEach((name, description) -> {
      CommandLine command = new CommandLine(new LauncherCommand());
      command.getCommandSpec().usageMessage().description(description);
      commandLine.addSubcommand(name, command);
    });
  }

  @Override
  public Integer call() {
    throw CliException.permanent(
        "'%s' is the launcher's own command: run ./lockstep %1$s.".formatted(spec.name()));
  }
}
