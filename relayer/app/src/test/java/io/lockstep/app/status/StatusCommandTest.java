package io.lockstep.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.CollateralTerms;
import io.lockstep.app.watch.RunningDaemon;
import io.lockstep.app.watch.World;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.MessageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands that look say of lanes that a daemon has followed. */
class StatusCommandTest {
  private static final LaneId LANE = World.out().lane();

  @TempDir private static Path folder;
  private static Path config = Path.of("");

  @BeforeAll
  static void follow() {
    config = World.config(folder, World.migratedDatabase());
    World.lock(7);
    try (RunningDaemon daemon = RunningDaemon.start(config, "watcher")) {
      daemon.awaitFinal(RunningDaemon.OUT, World.sent(World.out()));
      daemon.awaitFinal(RunningDaemon.HOME, World.sent(World.home()));
    }
  }

  @Test
  void listsLanesForPeople() {
    CommandLineRun run = run("lane", "list");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("chain-a → chain-b\n  lane         " + LANE)
        .contains("source       chain-a, chain 31337, gateway " + World.out().source().gateway())
        .contains("state        FOLLOWING")
        .contains("observed %1$d, proven %1$d, final %1$d".formatted(World.sent(World.out())))
        .contains("that of watcher in epoch 1");
  }

  @Test
  void listsLanesForMachines() {
    JsonNode lanes = json("lane", "list", "--json").get("lanes");

    assertThat(lanes.size()).isEqualTo(2);
    JsonNode lane = lanes.get(0);
    assertThat(lane.get("lane").asString()).isEqualTo(LANE.toString());
    assertThat(lane.get("source").get("chainId").asLong()).isEqualTo(31_337);
    assertThat(lane.get("destination").get("name").asString()).isEqualTo("chain-b");
    assertThat(lane.get("registered").asBoolean()).isTrue();
    assertThat(lane.get("state").asString()).isEqualTo("FOLLOWING");
    assertThat(lane.get("positions").get("final").asLong()).isEqualTo(World.sent(World.out()));
    assertThat(lane.get("lease").get("holder").asString()).isEqualTo("watcher");
    assertThat(lane.get("lease").get("held").asBoolean()).isFalse();
  }

  @Test
  void saysThatALaneIsNotRegistered() {
    Path fresh = World.config(folder.resolve("fresh"), World.migratedDatabase());

    CommandLineRun text =
        CommandLineRun.of(folder, "status", "chain-a/chain-b", "--config", fresh.toString());
    CommandLineRun list =
        CommandLineRun.of(folder, "lane", "list", "--json", "--config", fresh.toString());

    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("not registered: no daemon has begun to follow it");
    assertThat(list.out()).contains("\"registered\":false").doesNotContain("positions");
  }

  @Test
  void laneIsFoundByItsEndsAndByItsId() {
    String byEnds = run("status", "chain-a/chain-b").out();

    assertThat(byEnds)
        .contains(
            "provider     anvil, not quarantined, disproved 0 times; how it serves is in the daemon's metrics")
        .contains("waiting      0 ");
    assertThat(run("status", LANE.toString()).out()).isEqualTo(byEnds);
    assertThat(run("status", LANE.toString().toUpperCase(Locale.ROOT).replace("0X", "0x")).out())
        .isEqualTo(byEnds);
    String newest = MessageId.of(LANE, World.sent(World.out())).toString();
    assertThat(byEnds).contains("newest       message " + newest);
    JsonNode lane = json("status", "chain-b/chain-a", "--json");
    assertThat(lane.get("halts").size()).isZero();
    assertThat(lane.get("incidents").size()).isZero();
    assertThat(lane.get("providers").get(0).get("state").asString()).isEqualTo("NOT_QUARANTINED");
  }

  @Test
  void messageIsToldWhole() {
    long nonce = World.sent(World.out());
    String id = MessageId.of(LANE, nonce).toString();
    CollateralLanes lanes = World.chains().collateral();

    String text = run("status", id).out();
    JsonNode message = json("status", id, "--json");

    assertThat(text)
        .startsWith("message " + id)
        .contains("lane         chain-a → chain-b, " + LANE)
        .contains("nonce        " + nonce)
        .contains("state        FINAL")
        .contains("route        BATCH from %s to %s".formatted(lanes.vault(), lanes.ledger()))
        .contains(
            "CREDIT of %s base units of %s for %s"
                .formatted(CollateralTerms.units(7), lanes.asset(), lanes.trader()))
        .contains("deadline     none")
        .containsPattern("block        [0-9]+, 0x[0-9a-f]{64}, as a provider told")
        .containsPattern("transaction  0x[0-9a-f]{64}, log [0-9]+, as a provider told");
    assertThat(message.get("state").asString()).isEqualTo("FINAL");
    assertThat(message.get("collateral").get("amountBaseUnits").asString())
        .isEqualTo(CollateralTerms.units(7).toString());
    assertThat(message.get("transaction").asString()).hasSize(66);
  }

  @Test
  void helloCarriesNoCollateral() {
    assertThat(run("status", MessageId.of(LANE, 1).toString()).out())
        .contains("route        HELLO")
        .contains("collateral   none; a payload of ");
  }

  @Test
  void messageThatWasNotSeenMayStillCome() {
    String id = MessageId.of(LANE, 1_000_000).toString();

    assertRefused(
        run("status", id), ExitCode.RETRY_MAY_HELP, "neither a configured lane nor a message");
  }

  @Test
  void refusesWhatNamesNothing() {
    assertRefused(run("status", "0x12"), ExitCode.RETRY_WILL_NOT_HELP, "found 0x12, expected");
    assertRefused(
        run("status", "chain-a/chain-c"),
        ExitCode.RETRY_WILL_NOT_HELP,
        "expected one that is configured: chain-a/chain-b, chain-b/chain-a");
  }

  @Test
  void refusesWhatNamesTwoLanes() throws IOException {
    Path two = folder.resolve("two.yaml");
    Files.writeString(
        two,
        Files.readString(config)
            + "  - { source: chain-a, destination: chain-b, channel: \"0x%s\" }%n"
                .formatted("22".repeat(32)));

    CommandLineRun run =
        CommandLineRun.of(folder, "status", "chain-a/chain-b", "--config", two.toString());

    assertRefused(run, ExitCode.RETRY_WILL_NOT_HELP, "found 2 lanes from chain-a to chain-b");
    assertThat(run.err()).contains(LANE.toString());
  }

  @Test
  void saysWhichRoleIsMissing() throws IOException {
    Path stranger = folder.resolve("stranger.yaml");
    Files.writeString(
        stranger,
        Files.readString(config)
            .replace("user: postgres", "user: stranger\n  connect-timeout: 1s"));

    assertRefused(
        CommandLineRun.of(folder, "lane", "list", "--config", stranger.toString()),
        ExitCode.RETRY_WILL_NOT_HELP,
        "permission denied to set role \"lockstep_reader\"; grant the role to the user");
    assertRefused(
        CommandLineRun.of(
            folder, "decide", "lift-halt", "1", "--reason", "x", "--config", stranger.toString()),
        ExitCode.RETRY_WILL_NOT_HELP,
        "permission denied to set role \"lockstep_operator\"; grant the role to the user");
  }

  @Test
  void decisionNeedsAReasonAndSomethingToDecide() {
    assertRefused(
        run("decide", "lift-halt", "1", "--reason", " "),
        ExitCode.RETRY_WILL_NOT_HELP,
        "--reason: found nothing, expected some text");
    assertRefused(
        run("decide", "lift-quarantine", "99", "--reason", "x"),
        ExitCode.RETRY_WILL_NOT_HELP,
        "quarantine 99 is not open");
  }

  @Test
  void helpSaysWhatLiftingAHaltNeeds() {
    assertThat(CommandLineRun.of(folder, "decide", "lift-halt", "--help").out())
        .contains("only if the quorum of providers calls it final again")
        .contains("otherwise the lane halts again");
  }

  @Test
  void decisionsAreNumberedFromOne() {
    for (String number : List.of("0", "-1", "-9223372036854775808")) {
      for (String what : List.of("lift-halt", "lift-quarantine")) {
        assertRefused(
            CommandLineRun.of(
                folder, "decide", what, number, "--reason", "x", "--config", "absent.yaml"),
            ExitCode.RETRY_WILL_NOT_HELP,
            "expected a number from 1");
      }
    }
  }

  private static JsonNode json(String... arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.out().lines()).hasSize(1);
    return JsonMapper.shared().readTree(run.out());
  }

  private static CommandLineRun run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = config.toString();
    return CommandLineRun.of(folder, all);
  }

  private static void assertRefused(CommandLineRun run, int exitCode, String why) {
    assertThat(run.err().lines()).singleElement().asString().contains(why);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }
}
