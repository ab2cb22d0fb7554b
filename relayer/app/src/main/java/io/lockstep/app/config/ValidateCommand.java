package io.lockstep.app.config;

import io.lockstep.app.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep config validate FILE}. */
@Command(
    name = "validate",
    description = "Read a relayer's configuration and tell everything that is wrong with it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Every key is explained in ops/config/relayer.yaml."})
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The YAML file.")
  private Path file = Path.of("");

  @Option(
      names = "--secrets",
      description = "Look up every secret too, as the daemon would; none is printed.")
  private boolean secrets;

  @Override
  public Integer call() {
    DaemonConfig config = DaemonConfig.read(file);
    if (secrets) {
      config.database().password().reveal();
      config.chains().stream()
          .flatMap(chain -> chain.providers().stream())
          .forEach(provider -> provider.url().reveal());
    }
    PrintWriter out = spec.commandLine().getOut();
    for (ChainConfig chain : config.chains()) {
      out.printf(
          "chain %s: id %s, %d of %d providers, %s%n",
          chain.name(),
          chain.chainId(),
          chain.quorum(),
          chain.providers().size(),
          chain.gateway().map(gateway -> "gateway " + gateway.address()).orElse("no gateway yet"));
    }
    config
        .lanes()
        .forEach(lane -> out.printf("lane from %s to %s%n", lane.source(), lane.destination()));
    out.printf("%s is valid%s%n", file, secrets ? ", and its secrets are there" : "");
    return ExitCode.DONE;
  }
}
