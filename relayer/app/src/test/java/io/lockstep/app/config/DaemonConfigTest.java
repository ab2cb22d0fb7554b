package io.lockstep.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.app.CliException;
import io.lockstep.protocol.ChainId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonConfigTest {
  private static final Path REFERENCE = Path.of("../../ops/config/relayer.yaml");

  @TempDir private Path folder;

  private static String reference() {
    try {
      return Files.readString(REFERENCE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DaemonConfig parse(String yaml) {
    return ConfigFile.parse(yaml, "relayer.yaml", DaemonConfig::read);
  }

  private static String refusal(String yaml) {
    CliException refusal = catchThrowableOfType(CliException.class, () -> parse(yaml));
    assertThat(refusal).as("refusal of\n" + yaml).isNotNull();
    assertThat(refusal.exitCode()).isEqualTo(2);
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void readsTheReference() {
    DaemonConfig config = DaemonConfig.read(REFERENCE);

    assertThat(config.chains()).map(ChainConfig::name).containsExactly("ethereum", "settlement");
    assertThat(config.lanes()).hasSize(2);
    ChainConfig ethereum = config.chain("ethereum");
    assertThat(ethereum.chainId()).isEqualTo(ChainId.of(1));
    assertThat(ethereum.finality()).isEqualTo(new FinalityConfig.Finalized());
    assertThat(ethereum.quorum()).isEqualTo(2);
    assertThat(ethereum.providers())
        .map(ProviderConfig::name)
        .containsExactly("alpha", "beta", "gamma");
    assertThat(ethereum.providers().get(0).webSocket()).hasValue(URI.create("wss://alpha.example"));
    assertThat(ethereum.providers().get(1).timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ethereum.gateway()).map(GatewayConfig::firstBlock).hasValue(21_000_000L);
    assertThat(config.chain("settlement").finality()).isEqualTo(new FinalityConfig.Depth(64));
    assertThat(config.database().password())
        .isEqualTo(new Secret.InFile(Path.of("/etc/lockstep/database-password")));
  }

  /** Every key of the reference is one that somebody reads, and is read as what it is. */
  @Test
  void noKeyOfTheReferenceCanBeMisspelt() {
    reference()
        .lines()
        .map(line -> line.replaceAll("#.*", "").replaceAll("^( *)- ", "$1"))
        .filter(line -> line.matches(" *[a-z-]+:.*"))
        .map(line -> line.strip().replaceAll(":.*", ""))
        .distinct()
        .forEach(key ->
            assertThat(refusal(reference().replaceFirst("\\b" + key + ":", key + "x:")))
                .contains(key + "x: found an unknown key"));
  }

  @Test
  void tellsAllProblemsAtOnce() {
    String yaml =
        reference()
            .replace("quorum: 2", "quorum: 1")
            .replace("chain-id: 31338", "chain-id: one")
            .replace("connect-timeout: 5s", "connect-timeout: 5 sec")
            .replace("  user: ", "  usr: ")
            .replace("finality: finalized", "finality: soon")
            .replace("url: https://alpha.example", "url: ftp://alpha.example");

    assertThat(refusal(yaml))
        .startsWith("relayer.yaml: 7 problems")
        .contains("database.connect-timeout: found \"5 sec\", expected a duration from 1s to 60s")
        .contains("database.user: found nothing", "database.usr: found an unknown key")
        .contains("chains[0].quorum: found 1 of 3 providers, expected more than half")
        .contains("chains[1].chain-id: found \"one\", expected a chain id")
        .contains("chains[0].finality: found \"soon\", expected finalized, safe or { depth")
        .contains("chains[0].providers[0].url: found something else, expected an address");
  }

  @Test
  void namesTheLine() {
    String yaml = "version: 1\nlanes:\n  - source: a\n    wrong: b\n";

    assertThat(refusal(yaml)).contains("line 4, lanes[0].wrong: found an unknown key");
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("version: 1", "version: 2", "version: found \"2\", expected a whole number"),
        Arguments.of("version: 1", "", "version: found nothing"),
        Arguments.of("  - source: ethereum", "  - source: mars", "found the chain mars"),
        Arguments.of("source: settlement", "source: ethereum", "found the source itself"),
        Arguments.of("name: beta", "name: alpha", "found the name alpha twice"),
        Arguments.of("name: settlement", "name: ethereum", "found the name ethereum twice"),
        Arguments.of("chain-id: 31338", "chain-id: 1", "found the chain id 1 twice"),
        Arguments.of("quorum: 2", "quorum: 4", "found 4 of 3 providers"),
        Arguments.of(
            "quorum: 2", "quorum: [2]", "chains[0].quorum: found a list, expected a value"),
        Arguments.of("quorum: 2", "quorum: 2\n    quorum: 3", "found a second time"),
        Arguments.of("name: beta", "name: Beta", "expected a name"),
        Arguments.of("depth: 64", "depth: 0", "expected a whole number from 1"),
        Arguments.of("{ env: BETA_URL }", "{ env: A, file: B }", "one of both"),
        Arguments.of("{ env: BETA_URL }", "{}", "one of both"),
        Arguments.of(
            "url: { env: BETA_URL }",
            "url: https://alpha.example",
            "url https://alpha.example twice"),
        Arguments.of("0x1111", "0x111", "expected an address"),
        Arguments.of("first-block: 0", "first-block: 0x0", "expected a whole number"),
        Arguments.of(
            "version: 1",
            "version: 1\nextra: {}",
            "extra: found an unknown key, expected one of chains"),
        Arguments.of("/lockstep\n", "/lockstep?password=x\n", "have keys of their own"),
        Arguments.of(
            "  password: { file: /etc/lockstep/database-password }",
            "  password: hunter2",
            "expected keys"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void refusesWhatCannotBe(String right, String wrong, String told) {
    assertThat(reference()).contains(right);

    assertThat(refusal(reference().replaceFirst(Pattern.quote(right), wrong))).contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "just words",
        "- a list",
        "a: [unclosed",
        "a: b: c",
        "a: *unknown",
        "a: !!java.net.URL [x]",
        "\t- tab",
        "a: 1\n---\nb: 2"
      })
  void refusesWhatIsNoConfiguration(String yaml) {
    assertThat(refusal(yaml)).startsWith("relayer.yaml");
  }

  /** Ten lines that would grow to a billion. */
  @Test
  void refusesAliasesThatMultiply() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "x"));
    }

    assertThat(refusal(yaml.toString())).startsWith("relayer.yaml");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> DaemonConfig.read(folder.resolve("absent.yaml")))
        .withMessageContaining("found no such file");
  }

  @Test
  void tellsAFileThatIsNoText() throws IOException {
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {'a', (byte) 0xff, 0});

    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> DaemonConfig.read(binary))
        .withMessageContaining("found bytes that are no UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource({
    "https://alpha.example/key, https://ALPHA.example:443/key/",
    "https://alpha.example, https://alpha.example.//",
    "http://alpha.example/?key=a, http://alpha.example:80?key=a",
    "http://localhost:8545, http://127.0.0.1:8545/",
    "http://LOCALHOST:8545, 'http://[::1]:8545'"
  })
  void refusesOneServerWrittenInTwoWays(String one, String other) {
    assertThat(refusal(withUrls(one, other)))
        .contains("twice, expected it once")
        .doesNotContain("key");
  }

  @ParameterizedTest
  @CsvSource({
    "https://alpha.example/key, https://alpha.example/KEY",
    "https://alpha.example/key, https://alpha.example:444/key",
    "http://localhost:8545, http://localhost:8546",
    "https://alpha.example?key=a, https://alpha.example?key=b"
  })
  void takesTwoCustomersOfOneServer(String one, String other) {
    assertThat(parse(withUrls(one, other)).chains()).hasSize(2);
  }

  private static String withUrls(String one, String other) {
    return reference()
        .replaceFirst("url: https://alpha\\.example", "url: '" + one + "'")
        .replace("url: { env: BETA_URL }", "url: '" + other + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hunter1:hunter2@alpha.example",
        "http://hunter2@alpha.example",
        "http://@alpha.example"
      })
  void refusesAnAddressWithAUserAndDoesNotTellIt(String url) {
    assertThat(refusal(withUrls(url, "https://beta.example")))
        .contains("providers[0].url: found something else, expected an address")
        .contains("neither user nor password before @")
        .doesNotContain("hunter");
  }

  @Test
  void neverTellsASecret() {
    assertThat(new ProviderUrl.Plain(URI.create("https://rpc.example:8443/v2/a-customers-key")))
        .hasToString("https://rpc.example:8443");
    assertThat(
            refusal(
                reference()
                    .replace(
                        "password: { file: /etc/lockstep/database-password }",
                        "password: hunter2")))
        .doesNotContain("hunter2");
    assertThat(refusal(reference().replace("/lockstep\n", "/lockstep?password=hunter2\n")))
        .doesNotContain("hunter2");
  }

  @Test
  void secretsAreLookedUpWhenNeeded() {
    Secret secret = new Secret.InEnvironment("PASSWORD");

    assertThat(secret.reveal(Map.of("PASSWORD", "of the environment")))
        .isEqualTo("of the environment");
    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> secret.reveal(Map.of()))
        .withMessageContaining("environment variable PASSWORD: found none");
    assertThat(Optional.of(secret)).get().hasToString("InEnvironment[variable=PASSWORD]");
  }
}
