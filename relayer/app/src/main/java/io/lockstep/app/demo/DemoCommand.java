package io.lockstep.app.demo;

import io.lockstep.app.ExitCode;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.deploy.DeploymentProgress.Moment;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep demo}. */
@Command(
    name = "demo",
    description = "Two chains on this machine, and collateral that moves between them and back.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The chains end with this command, also when its terminal is closed.",
      "The last line is JSON and counts transfers; parked are those that once were parked or held."
    })
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--exit",
      description = "End after the story: 0 if every promise held, 1 if one was broken.")
  private boolean exit;

  @Option(
      names = "--ports",
      paramLabel = "A,B",
      description = "Ports of the two chains; free ones if not given.",
      converter = PortsConverter.class)
  private TwoChains.Ports ports = TwoChains.Ports.ANY;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Narrator narrator = new Narrator(out);
    Introduction.open(narrator);
    try (TwoChains chains = TwoChains.start(ports, progressTo(narrator))) {
      Introduction.tell(chains, narrator);
      Story.Ending ending = new Story(chains, narrator).tell();
      narrator.line("");
      if (!exit) {
        Playground.describe(chains, narrator);
      }
      narrator.line(LastLine.of(ending));
      if (!exit) {
        // Until Ctrl-C; the chains end with this process however it ends.
        new CountDownLatch(1).await();
      }
      return ending.held() ? ExitCode.DONE : ExitCode.RETRY_MAY_HELP;
    }
  }

  /** A deployment takes seconds; whoever waits sees it move. */
  private static DeploymentProgress progressTo(Narrator narrator) {
    return (moment, chain, step) -> {
      if (moment == Moment.DONE) {
        narrator.step("chain %s: %s".formatted(chain, step));
      }
    };
  }
}
