package io.lockstep.app.deliver;

import io.lockstep.app.ExitCode;
import io.lockstep.app.deploy.ConfiguredChain;
import io.lockstep.app.secret.SigningKeyFile;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.transaction.SigningKey;
import io.lockstep.chain.transaction.TransactionSender;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep deliver}. */
@Command(
    name = "deliver",
    description = "Carry a lane by hand: deliver what a quorum has signed and no relayer brings.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Nobody is believed: checkpoints are checked against the key of the destination's gateway, and",
      "messages against the signed head. The configuration may be a relayer's or an attester's; its",
      "database is not touched."
    })
public final class DeliverCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "LANE",
      description = "The lane's id, or SOURCE/DESTINATION where that is one lane.")
  private String lane = "";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "For chains, providers and gateways.")
  private Path configFile = Path.of("");

  @Option(
      names = "--attester",
      required = true,
      paramLabel = "URL",
      description = "Who serves checkpoints, as https://host:port. May be given several times.")
  private List<URI> attesters = List.of();

  @Option(
      names = "--roster",
      paramLabel = "FILE",
      description = "Ask only those on this roster; without it, anybody who listens there.")
  private @Nullable Path rosterFile;

  @Option(
      names = "--key-file",
      required = true,
      paramLabel = "FILE",
      description = "The private key of the account that pays: 0x and 64 digits.")
  private Path keyFile = Path.of("");

  @Option(names = "--through", paramLabel = "NONCE", description = "Deliver no message after it.")
  private long through = Long.MAX_VALUE;

  @Option(names = "--dry-run", description = "Send nothing; tell what the first delivery would do.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one line of JSON and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    WatchPlan plan = LaneChoice.of(configFile, lane);
    Attesters served = new Attesters(attesters, ServerTrust.of(Optional.ofNullable(rosterFile)));
    SigningKey key = SigningKeyFile.read(keyFile);
    PrintWriter out = spec.commandLine().getOut();
    DeliveryNews news = json ? new JsonNews(out) : new TextNews(out);
    try (ChainConnection destination = ConfiguredChain.openAny(plan.destination())) {
      Carrier carrier =
          new Carrier(
              destination, plan.lane(), new TransactionSender(destination, key), BatchLimits.USUAL);
      new HandDelivery(plan, served, destination, carrier, news).deliver(through, dryRun);
    }
    news.end();
    return ExitCode.DONE;
  }
}
