package io.lockstep.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.chain.collateral.TokenCalls;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of ops/config, changed to what a local chain is, carry a deployment from end to end.
 */
class DeployCommandTest {
  private static final Path FILES = Path.of("../../ops/config");

  /** Account 9 of Anvil's well-known mnemonic, which has no role in any test. */
  private static final String DEPLOYER_KEY =
      "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";

  @TempDir private Path folder;
  private final List<LocalChain> chains = new ArrayList<>();

  @BeforeEach
  void startChains() {
    chains.add(LocalChain.start(AnvilSettings.of(1)));
    chains.add(LocalChain.start(AnvilSettings.of(31_338)));
  }

  @AfterEach
  void stopChains() {
    chains.forEach(LocalChain::close);
  }

  @Test
  void deploysOnceAndChecksForEver() throws IOException {
    writeFiles();
    CommandLineRun made = run("keys", "ceremony", "--local", "2-of-2", "--out", path("keys"));
    assertThat(made.exitCode()).as(made.err()).isZero();

    CommandLineRun first = deploy();
    CommandLineRun again = deploy();

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("points verified on chain", "the deployer has no power left");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains(" 0 transactions sent by this run");
    List<String> gateways = gateways(first.out());
    assertThat(gateways).hasSize(2).isEqualTo(gateways(again.out()));
    assertReadsBack(gateways);

    assertRefusesOtherChains();
  }

  /** What it prints is what the configuration wants. */
  private void assertReadsBack(List<String> gateways) throws IOException {
    String config = Files.readString(folder.resolve("relayer.yaml"));
    List<String> old =
        Pattern.compile("    gateway:\n(      .*\n){3}")
            .matcher(config)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(old).hasSize(2);
    Path filled = folder.resolve("filled.yaml");
    Files.writeString(
        filled, config.replace(old.get(0), gateways.get(0)).replace(old.get(1), gateways.get(1)));
    DaemonConfig read = DaemonConfig.read(filled);
    assertThat(read.chains())
        .allSatisfy(chain ->
            assertThat(gateways.toString())
                .contains(chain.gateway().orElseThrow().address().toString()));
  }

  private static List<String> gateways(String out) {
    return Pattern.compile("    gateway:\n(      .*\n){3}")
        .matcher(out)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** The chain was started anew: same id, other blocks. */
  private void assertRefusesOtherChains() throws IOException {
    Path config = folder.resolve("relayer.yaml");
    Files.writeString(
        config, Files.readString(config).replace(genesis(chains.get(1)), "0x" + "33".repeat(32)));

    CommandLineRun run = deploy();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("found block 0 with hash " + genesis(chains.get(1)));
  }

  private CommandLineRun deploy() {
    return run(
        "deploy",
        "--config",
        path("relayer.yaml"),
        "--plan",
        path("deployment.yaml"),
        "--keys",
        path("keys"),
        "--deployer-key",
        path("deployer"),
        "--manifest",
        path("manifest.json"));
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(
        folder,
        Stream.concat(Stream.of(arguments), Stream.of("--passphrase-file", path("passphrase")))
            .toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void writeFiles() throws IOException {
    writeSecret("passphrase", "a passphrase of the test");
    writeSecret("deployer", DEPLOYER_KEY);
    LocalChain vaultChain = chains.get(0);
    LocalChain ledgerChain = chains.get(1);
    Files.writeString(
        folder.resolve("relayer.yaml"),
        Files.readString(FILES.resolve("relayer.yaml"))
            .replace("https://alpha.example", vaultChain.endpoint().uri().toString())
            .replaceAll("(?m)^        websocket: .*\n", "")
            .replace("http://127.0.0.1:8545", ledgerChain.endpoint().uri().toString())
            .replaceFirst(
                "genesis: \"0xd4e5[0-9a-f]*\"", "genesis: \"" + genesis(vaultChain) + "\"")
            .replaceFirst(
                "genesis: \"0x3333[0-9a-f]*\"", "genesis: \"" + genesis(ledgerChain) + "\""));
    Files.writeString(
        folder.resolve("deployment.yaml"),
        Files.readString(FILES.resolve("deployment.yaml"))
            .replace("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", token(vaultChain).toString()));
  }

  private static Address token(LocalChain chain) {
    return new TransactionSender(chain.connection(), chain.account(0))
        .send(TokenCalls.createSample("Test Dollar", "tUSD", 6), "creation")
        .created()
        .orElseThrow();
  }

  private static String genesis(LocalChain chain) {
    return chain
        .connection()
        .ask("eth_getBlockByNumber", "0x0", false)
        .required("hash")
        .stringValue();
  }

  private void writeSecret(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
