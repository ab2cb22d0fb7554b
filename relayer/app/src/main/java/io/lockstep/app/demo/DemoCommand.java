package io.lockstep.app.demo;

import io.lockstep.app.ExitCode;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.LocalDatabase;
import io.lockstep.app.testnet.RelayerFolder;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.attesters.AttesterHost;
import io.lockstep.app.testnet.attesters.AttestersGround;
import io.lockstep.app.testnet.attesters.LocalAttesters;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.deploy.DeploymentProgress.Moment;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep demo}. */
@Command(
    name = "demo",
    description =
        "Two chains and four attesters on this machine, and collateral that moves and comes back.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Chains and attesters end with this command, also when its terminal is closed.",
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

  @Option(
      names = "--relayer",
      paramLabel = "FOLDER",
      description = "Write a relayer's configuration to the folder, and what each attester has.")
  private @Nullable Path relayer;

  @Override
  public Integer call() throws InterruptedException {
    Narrator narrator = new Narrator(spec.commandLine().getOut());
    Introduction.open(narrator);
    try (AttestersGround ground =
            AttestersGround.create(TwoChains.THRESHOLD, TwoChains.ATTESTERS, Direction.KEY_EPOCH);
        TwoChains chains = TwoChains.start(ports, progressTo(narrator), ground.keys().quorum());
        LocalAttesters attesters = start(ground, chains)) {
      if (relayer != null) {
        describeRelayer(ground.server(), chains, narrator, relayer);
      }
      return tell(chains, attesters, narrator);
    }
  }

  private LocalAttesters start(AttestersGround ground, TwoChains chains) {
    Path folder = relayer == null ? ground.server().folder() : relayer;
    return ground.start(
        chains,
        folder.resolve("attesters"),
        AttesterHost.ownProcess(),
        attester -> HoldLimits.policy(attester, chains.collateral().asset()));
  }

  private static void describeRelayer(
      LocalDatabase database, TwoChains chains, Narrator narrator, Path folder) {
    database.createForRelayer();
    Path file = RelayerFolder.write(folder, chains, database.url(), LocalDatabase.USER);
    narrator.line("");
    narrator.line("To follow the lanes from another terminal:");
    narrator.line("    ./lockstep up --config %s --watch-only".formatted(file));
    narrator.line("A block is final here when two more lie above it. To make two on each chain:");
    for (End end : chains.ends()) {
      narrator.line(
          "    contracts/node_modules/.bin/cast rpc --rpc-url %s anvil_mine 2"
              .formatted(end.chain().endpoint()));
    }
  }

  private int tell(TwoChains chains, LocalAttesters attesters, Narrator narrator)
      throws InterruptedException {
    Introduction.tell(chains, narrator);
    attesters.awaitReady();
    Introduction.tell(attesters, narrator);
    Story.Ending ending = new Story(chains, attesters, narrator).tell();
    narrator.line("");
    if (!exit) {
      Playground.describe(chains, attesters, narrator);
    }
    narrator.line(LastLine.of(ending));
    if (!exit) {
      // Until Ctrl-C; the chains end with this process however it ends.
      new CountDownLatch(1).await();
    }
    return ending.held() ? ExitCode.DONE : ExitCode.RETRY_MAY_HELP;
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
