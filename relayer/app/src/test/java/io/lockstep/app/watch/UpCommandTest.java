package io.lockstep.app.watch;

import static io.lockstep.app.watch.RunningDaemon.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void endsInOrderWhenItIsToldTo() throws InterruptedException {
    Path config = World.config(folder, World.migratedDatabase());
    try (UpProcess process = UpProcess.start(config)) {
      process.awaitLine(OUT);

      assertThat(process.terminate()).isEqualTo(ExitCode.DONE);

      assertThat(process.lines().getFirst()).startsWith("Watching 2 lanes as ");
      assertThat(process.lines().getLast())
          .isEqualTo("Stopped; what is known stands in the database.");
    }
    assertThat(CommandLineRun.of(folder, "lane", "list", "--config", config.toString()).out())
        .contains("lease        nobody's; until ");
  }

  @Test
  @Timeout(60)
  void tellsHowItDoes() throws IOException, InterruptedException {
    Path config = World.config(folder, World.migratedDatabase());
    try (UpProcess process = UpProcess.start(config);
        HttpClient client = HttpClient.newHttpClient()) {
      String line = process.awaitLine("Health and metrics at ");
      String address = line.replaceAll(".* at (http:.*)\\.", "$1");
      process.awaitLine("; following");

      assertThat(get(client, address + "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(client, address + "/health/ready").body())
          .contains("{\"name\":\"database\",\"state\":\"answering\"");
      assertThat(get(client, address + "/metrics").body())
          .contains(
              "lockstep_stage_steps_total{lane=\"chain-a/chain-b/0x",
              "lockstep_provider_answers_seconds_count{chain=\"chain-a\"");
    }
  }

  private static HttpResponse<String> get(HttpClient client, String address)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @Timeout(60)
  void anotherTakesOverWhenItIsKilled() {
    Path config = World.config(folder, World.migratedDatabase());
    try (UpProcess process = UpProcess.start(config)) {
      process.awaitLine("; following");
      try (RunningDaemon other = RunningDaemon.start(config, "other")) {
        other.awaitState(OUT, LaneState.StandingBy.class);

        process.kill();

        other.awaitState(OUT, LaneState.Following.class);
        other.awaitFinal(OUT, World.sent(World.out()));
      }
    }
  }

  @Test
  void onlyWatches() {
    Path config = World.config(folder, World.migratedDatabase());

    CommandLineRun run = CommandLineRun.of(folder, "up", "--config", config.toString());

    assertRefused(run, ExitCode.RETRY_WILL_NOT_HELP, "found no --watch-only");
  }

  @Test
  void refusesADatabaseWithoutItsSchema() {
    assertRefused(
        up(World.config(folder, World.emptyDatabase())),
        ExitCode.RETRY_WILL_NOT_HELP,
        "has no schema of Lockstep's; run ./lockstep db migrate");
  }

  @Test
  void refusesASchemaThatIsNotItsOwn() {
    String database = World.migratedDatabase();
    World.sql(database, "DELETE FROM lockstep.schema_history WHERE version = '0005'");

    assertRefused(
        up(World.config(folder, database)),
        ExitCode.RETRY_WILL_NOT_HELP,
        "the schema is older than this program");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    Path config = World.config(folder, World.migratedDatabase());
    change(config, "127.0.0.1:" + World.databasePort(), "127.0.0.1:1");

    assertRefused(up(config), ExitCode.RETRY_MAY_HELP, "see that the server runs");
  }

  @Test
  void saysThatThePasswordIsWrongAndNotWhichItWas() throws IOException {
    Path config = World.config(folder, World.migratedDatabase());
    change(config, "user: postgres", "user: strict");
    Files.writeString(folder.resolve("database-password"), "hunter2\n");

    CommandLineRun run = up(config);

    assertRefused(run, ExitCode.RETRY_WILL_NOT_HELP, "password authentication failed");
    assertThat(run.out() + run.err()).doesNotContain("hunter2");
  }

  @Test
  void saysThatTheUserIsNoDaemon() throws IOException {
    Path config = World.config(folder, World.migratedDatabase());
    change(config, "user: postgres", "user: stranger");

    assertRefused(up(config), ExitCode.RETRY_WILL_NOT_HELP, "permission denied");
  }

  @Test
  void needsAGateway() throws IOException {
    Path config = World.config(folder, World.migratedDatabase());
    Files.writeString(
        config, Files.readString(config).replaceFirst("    gateway:\n(      .*\n){3}", ""));

    assertRefused(
        up(config), ExitCode.RETRY_WILL_NOT_HELP, "chain chain-a: found no gateway, expected one");
  }

  private static void change(Path config, String old, String now) throws IOException {
    String text = Files.readString(config);
    assertThat(text).contains(old);
    Files.writeString(config, text.replace(old, now));
  }

  private CommandLineRun up(Path config) {
    return CommandLineRun.of(folder, "up", "--config", config.toString(), "--watch-only");
  }

  private static void assertRefused(CommandLineRun run, int exitCode, String why) {
    assertThat(run.err().lines()).singleElement().asString().contains(why);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }
}
