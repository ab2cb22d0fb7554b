package io.lockstep.app.deploy;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.keys.KeyFolder;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.app.secret.SigningKeyFile;
import io.lockstep.app.testnet.LocalQuorum;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.chain.deploy.Deployer;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.transaction.SigningKey;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Keccak256;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep deploy}. */
@Command(
    name = "deploy",
    description = "Deploy to the configured chains, join them and hand them over to their owners.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Run again, it goes on where it ended; when all is there it sends nothing and checks it.",
      "The quorum proves its key by signing: all of its shares must be in the folder of --keys.",
      "It ends with the gateways, as they stand in the relayer's configuration."
    })
public final class DeployCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PassphraseOption passphraseOption;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The relayer's configuration, for chains and providers.")
  private Path configFile = Path.of("");

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description = "What is to be deployed; ops/config/deployment.yaml explains every key.")
  private Path planFile = Path.of("");

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "FOLDER",
      description = "What the key ceremony has written.")
  private Path keys = Path.of("");

  @Option(
      names = "--deployer-key",
      required = true,
      paramLabel = "FILE",
      description = "The private key of an account that pays and keeps no role: 0x and 64 digits.")
  private Path deployerKey = Path.of("");

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description = "Where it is written down what was done, before it is done.")
  private Path manifest = Path.of("");

  @Override
  public Integer call() {
    DaemonConfig config = DaemonConfig.read(configFile);
    DeploymentPlan plan = DeploymentPlan.read(planFile, config);
    SigningKey deployer = SigningKeyFile.read(deployerKey);
    LocalQuorum quorum = quorum(plan.keyEpoch());
    try (DeploymentSites sites = DeploymentSites.open(plannedChains(config, plan), deployer)) {
      Deployment deployment =
          new Deployer(
                  plan.settings(quorum.groupKey()),
                  sites.all(),
                  quorum::sign,
                  manifest,
                  (moment, chain, step) -> tell("chain %s: %s %s".formatted(chain, step, moment)))
              .deploy();
      report(config, deployment, sites);
      return ExitCode.DONE;
    }
  }

  private static List<ChainConfig> plannedChains(DaemonConfig config, DeploymentPlan plan) {
    return config.chains().stream()
        .filter(
            chain -> plan.chains().stream().anyMatch(one -> one.chain().equals(chain.chainId())))
        .toList();
  }

  private LocalQuorum quorum(long keyEpoch) {
    KeyFolder files = new KeyFolder(keys);
    Passphrase passphrase = files.passphrase(passphraseOption);
    try {
      Roster roster = files.readRoster();
      List<Identifier> holders = roster.identifiers();
      List<CertifiedKey> shares =
          holders.stream().map(one -> files.readShare(one, roster, passphrase)).toList();
      List<IdentitySigner> identities =
          holders.stream().map(one -> files.readIdentity(one, roster, passphrase)).toList();
      requireEpoch(shares.getFirst(), keyEpoch);
      return LocalQuorum.of(roster, shares, identities);
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(keys, e.getMessage()));
    }
  }

  private void requireEpoch(CertifiedKey share, long keyEpoch) {
    if (share.keyEpoch() != keyEpoch) {
      throw CliException.permanent(
          "%s: found a key of epoch %s, expected epoch %d of the plan"
              .formatted(keys, Long.toUnsignedString(share.keyEpoch()), keyEpoch));
    }
  }

  private void report(DaemonConfig config, Deployment deployment, DeploymentSites sites) {
    tell(
        "%d points verified on chain, %d transactions sent by this run; the deployer has no power left."
            .formatted(deployment.findings().size(), deployment.transactionsSent()));
    tell("For the relayer's configuration:");
    deployment.chains().forEach(deployed -> tellGateway(config, deployed, sites));
  }

  private void tellGateway(DaemonConfig config, DeployedChain deployed, DeploymentSites sites) {
    Bytes code = ChainState.latest(sites.connection(deployed.chain())).code(deployed.gateway());
    config.chains().stream()
        .filter(chain -> chain.chainId().equals(deployed.chain()))
        .forEach(chain -> tell("  # chain " + chain.name()));
    tell("    gateway:");
    tell("      address: \"%s\"".formatted(deployed.gateway()));
    tell("      code-hash: \"%s\"".formatted(Keccak256.of(code)));
    tell("      first-block: " + deployed.firstBlock());
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
