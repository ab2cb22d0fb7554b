package io.lockstep.app.attester;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import io.lockstep.app.watch.UpProcess;
import io.lockstep.app.watch.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a person or a service manager meets it. */
@Timeout(60)
class AttesterCommandTest {
  private static final Map<Integer, Integer> NOBODY = Map.of(2, 1, 3, 1, 4, 1);

  @TempDir private static Path folder;
  private static AttesterFolder files;

  /** The folder of the configuration has the keys of a local ceremony. */
  @BeforeAll
  static void create() {
    assertThat(
            run("keys", "ceremony", "--local", "3-of-4", "--out", folder.resolve("keys").toString())
                .exitCode())
        .isZero();
    files = AttesterFolder.create(folder, "{}", NOBODY);
  }

  private static CommandLineRun run(String... arguments) {
    return CommandLineRun.of(folder, arguments);
  }

  private static CommandLineRun attester(Path config) {
    return run("attester", "--config", config.toString());
  }

  private static void assertRefused(CommandLineRun run, String why) {
    assertThat(run.err()).contains(why);
    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
  }

  private static Path changed(String old, String now) throws IOException {
    String text = Files.readString(files.config());
    assertThat(text).contains(old);
    return Files.writeString(folder.resolve("changed.yaml"), text.replace(old, now));
  }

  @Test
  void endsInOrderWhenItIsToldToAndLogsJson() throws InterruptedException {
    try (UpProcess process =
        UpProcess.startLogging("attester", "--config", files.config().toString())) {
      process.awaitLine("Nothing is signed: ");

      assertThat(process.terminate()).isEqualTo(ExitCode.DONE);

      List<String> lines = process.lines();
      List<String> told = lines.stream().map(AttesterCommandTest::event).toList();
      assertThat(told.getFirst()).startsWith("Started: attester 1 of 4, key epoch 1");
      assertThat(told).anyMatch(line -> line.startsWith("The door is open at https://127.0.0.1:"));
      assertThat(told.getLast()).startsWith("Stopped");
    }
    assertThat(
            World.text(
                files.database(),
                "SELECT string_agg(holder, ',') FROM lockstep.lease WHERE until > now()"))
        .isNull();
  }

  private static String event(String line) {
    JsonNode json = JsonMapper.shared().readTree(line);
    assertThat(json.required("level").stringValue()).isEqualTo("INFO");
    return json.required("formattedMessage").stringValue();
  }

  @Test
  void tellsItsStatus() {
    CommandLineRun status = run("attester", "status", "--config", files.config().toString());
    CommandLineRun json =
        run("attester", "status", "--config", files.config().toString(), "--json");

    assertThat(status.out()).contains("attester 1", "key epoch    1", "refused in the last hour");
    JsonNode root = JsonMapper.shared().readTree(json.out());
    assertThat(root.required("keyEpoch").stringValue()).isEqualTo("1");
    assertThat(root.required("lanes").size()).isEqualTo(2);
  }

  @Test
  void anOperatorRulesOnWhatIsFinalOnly() {
    CommandLineRun run =
        run(
            "attester",
            "rule",
            "chain-a/chain-b",
            "7",
            "void",
            "--config",
            files.config().toString(),
            "--operator",
            "ann",
            "--reason",
            "stolen");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aWrongDecisionIsWrongUsage() {
    assertRefused(
        run(
            "attester",
            "rule",
            "chain-a/chain-b",
            "7",
            "perhaps",
            "--config",
            files.config().toString(),
            "--operator",
            "ann",
            "--reason",
            "stolen"),
        "found perhaps, expected deliver or void");
  }

  // What must be changed first

  @Test
  void needsItsConfiguration() {
    assertRefused(run("attester"), "--config");
  }

  @Test
  void needsItsShare() throws IOException {
    assertRefused(
        attester(changed("attester: 1,", "attester: 9,")), "attester-9.share: found no such file");
  }

  @Test
  void needsAnAddressForEachPeer() throws IOException {
    assertRefused(
        attester(changed("  - { attester: 4, address: \"https://127.0.0.1:1\" }", "")),
        "found local:4 as the address of attester 4");
  }

  @Test
  void needsAnAttestersSchema() throws IOException {
    String relayers = World.migratedDatabase();

    assertRefused(
        attester(changed("/" + files.database(), "/" + relayers)),
        "run ./lockstep db migrate --attester");
  }
}
