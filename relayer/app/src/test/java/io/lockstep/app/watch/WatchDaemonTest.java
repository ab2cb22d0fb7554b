package io.lockstep.app.watch;

import static io.lockstep.app.watch.RunningDaemon.HOME;
import static io.lockstep.app.watch.RunningDaemon.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.watch.display.LaneLine;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.lane.LaneRegistry;
import io.lockstep.persistence.lane.PostgresLaneStore;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.persistence.provider.PostgresProviderStore;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchDaemonTest {
  @TempDir private Path folder;
  private final String database = World.migratedDatabase();
  private Path config = Path.of("");

  @BeforeEach
  void configure() {
    config = World.config(folder, database);
  }

  @Test
  void followsBothLanesFromLockToFinal() {
    try (RunningDaemon daemon = RunningDaemon.start(config, "one")) {
      World.lock(1);

      LaneLine line = daemon.awaitFinal(OUT, World.sent(World.out()));
      daemon.awaitFinal(HOME, World.sent(World.home()));

      assertThat(line.position().orElseThrow().observedNonce()).isEqualTo(World.sent(World.out()));
      assertThat(daemon.stop()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void goesOnAfterARestart() {
    try (RunningDaemon daemon = RunningDaemon.start(config, "one")) {
      daemon.awaitFinal(OUT, World.sent(World.out()));
    }
    World.lock(2);
    try (RunningDaemon again = RunningDaemon.start(config, "one, again")) {
      again.awaitFinal(OUT, World.sent(World.out()));
    }
  }

  @Test
  void anotherStandsByAndTakesOver() {
    try (RunningDaemon first = RunningDaemon.start(config, "first")) {
      first.awaitState(OUT, LaneState.Following.class);
      first.awaitState(HOME, LaneState.Following.class);
      try (RunningDaemon second = RunningDaemon.start(config, "second")) {
        second.awaitState(OUT, state -> state.why().equals("first holds the lease"));

        first.stop();
        second.awaitState(OUT, LaneState.Following.class);
        World.lock(3);

        second.awaitFinal(OUT, World.sent(World.out()));
      }
    }
  }

  @Test
  void whoseLeaseIsTakenStopsWriting() {
    try (RunningDaemon daemon = RunningDaemon.start(config, "robbed");
        Database looking = Database.open(World.settings(database, Role.READER))) {
      daemon.awaitFinal(OUT, World.sent(World.out()));
      World.sql(
          database,
          "UPDATE lockstep.lease SET holder = 'thief', epoch = epoch + 1, until = now() + interval '1 hour'");
      World.lock(4);

      daemon.awaitState(OUT, state -> state.why().equals("thief holds the lease"));

      PositionView position = new OpsViews(looking).position(lane(OUT).id()).orElseThrow();
      assertThat(position.finalNonce()).isEqualTo(World.sent(World.out()) - 1);
    }
  }

  @Test
  void databaseMayBeGoneForAWhile() throws IOException {
    try (Severable way = Severable.to(World.databasePort())) {
      rewrite(
          "url: jdbc:postgresql://127.0.0.1:" + World.databasePort(),
          "connect-timeout: 1s\n  url: jdbc:postgresql://127.0.0.1:" + way.port());
      try (RunningDaemon daemon = RunningDaemon.start(config, "cut off")) {
        daemon.awaitFinal(OUT, World.sent(World.out()));

        way.cut();
        daemon.display().awaitSaid("nothing moves until it answers");
        World.lock(5);
        daemon.awaitState(OUT, LaneState.Waiting.class);
        way.mend();

        daemon.display().awaitSaid("database: it answers again");
        daemon.awaitFinal(OUT, World.sent(World.out()));
        assertThat(daemon.display().said())
            .filteredOn(line -> line.startsWith("database:"))
            .hasSize(2);
      }
    }
  }

  @Test
  void wrongChainBehindAnAddressIsNamedAndTheQuorumGoesOn() throws IOException {
    addProviders(2, otherChain());

    try (RunningDaemon daemon = RunningDaemon.start(config, "misled")) {
      assertThat(daemon.display().awaitSaid("provider wrong is misconfigured"))
          .startsWith("chain chain-a: ")
          .contains("found chain 31338, expected chain 31337");
      daemon.awaitFinal(OUT, World.sent(World.out()));
    }
  }

  @Test
  void waitsForAQuorumThatNamesAFinalBlock() throws IOException {
    addProviders(3, otherChain());

    try (RunningDaemon daemon = RunningDaemon.start(config, "alone")) {
      LaneLine line = daemon.awaitState(OUT, state -> state.why().startsWith("waits for a block"));

      assertThat(line.state().why())
          .contains("; wrong: wrong at http://")
          .contains("expected answers of 3 of 3 providers");
      assertThat(line.position()).isEmpty();
      daemon.awaitFinal(HOME, World.sent(World.home()));
    }
  }

  private static String otherChain() {
    return World.home().source().chain().endpoint().uri().toString();
  }

  @Test
  void keysInAddressesAreNotTold() throws IOException {
    addProviders(2, "http://127.0.0.1:1/v3/hunter2");

    try (RunningDaemon daemon = RunningDaemon.start(config, "discreet")) {
      daemon.display().awaitSaid("provider wrong is unreachable");
      daemon.awaitFinal(OUT, World.sent(World.out()));

      assertThat(daemon.display().said().toString()).doesNotContain("hunter2");
    }
  }

  /** One that is the same under another name, and one that is wrong. */
  private void addProviders(int quorum, String wrong) throws IOException {
    String same =
        World.out().source().chain().endpoint().uri().toString().replace("127.0.0.1", "localhost");
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst("quorum: 1", "quorum: " + quorum)
            .replaceFirst(
                "( +)- \\{ name: anvil",
                provider("other", same) + provider("wrong", wrong) + "$0"));
  }

  private static String provider(String name, String url) {
    return "$1- { name: %s, url: \"%s\" }\n".formatted(name, url);
  }

  private void rewrite(String old, String now) throws IOException {
    String text = Files.readString(config);
    assertThat(text).contains(old);
    Files.writeString(config, text.replace(old, now));
  }

  @Test
  void haltStaysUntilAnOperatorLiftsIt() {
    try (Database setup = Database.open(World.settings(database, Role.DAEMON))) {
      register(setup);
      PostgresLeases leases = new PostgresLeases(setup, "setup");
      Lease lease =
          leases.acquire(Lease.nameOf(lane(OUT).id()), Duration.ofMinutes(1)).orElseThrow();
      PostgresLaneStore.open(setup, lane(OUT).id(), lease)
          .halt(new Incident(Incident.Kind.FINALITY_BROKEN, "a final block is gone"));
      leases.release(lease);
    }
    try (RunningDaemon daemon = RunningDaemon.start(config, "patient")) {
      LaneLine halted = daemon.awaitState(OUT, LaneState.Halted.class);
      assertThat(halted.state().why()).isEqualTo("a final block is gone");
      assertThat(status("chain-a/chain-b").out()).contains("decide lift-halt 1 ends it");

      CommandLineRun lifted = decide("lift-halt", "1");
      World.mine();

      assertThat(lifted.exitCode()).as(lifted.err()).isZero();
      assertThat(lifted.out()).isEqualTo("halt 1 is lifted, as decided by alice: looked at it\n");
      daemon.awaitFinal(OUT, World.sent(World.out()));
      assertThat(status("chain-a/chain-b").out()).contains("halt 1 lifted by alice");
      assertThat(decide("lift-halt", "1").err()).contains("halt 1 is not open");
    }
  }

  @Test
  void liftedQuarantineTakesEffectWithoutARestart() {
    try (Database setup = Database.open(World.settings(database, Role.DAEMON))) {
      register(setup);
      PostgresProviderStore.open(setup, lane(OUT).id()).quarantine(disproof());
    }
    try (RunningDaemon daemon = RunningDaemon.start(config, "deprived")) {
      daemon.awaitState(OUT, state -> state.why().contains("found none to read from"));
      assertThat(daemon.display().awaitSaid("provider anvil is quarantined"))
          .startsWith("chain chain-a: ");
      assertThat(status("chain-a/chain-b").out()).contains("decide lift-quarantine 1 ends it");

      assertThat(decide("lift-quarantine", "1").exitCode()).isZero();

      daemon.awaitFinal(OUT, World.sent(World.out()));
    }
  }

  @Test
  void brokenLaneStopsAloneAndTheLastOneEndsTheDaemon() {
    try (Database setup = Database.open(World.settings(database, Role.DAEMON))) {
      register(setup);
    }
    loseThePositionOf(OUT);
    try (RunningDaemon daemon = RunningDaemon.start(config, "unlucky")) {
      daemon.awaitState(OUT, LaneState.Broken.class);
      daemon.awaitFinal(HOME, World.sent(World.home()));

      loseThePositionOf(HOME);

      assertThat(daemon.awaitExitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
      assertThat(daemon.display().said().getLast()).startsWith("No lane is left to follow");
    }
  }

  /** As no transaction of ours could: a hand at the console, with the rules switched off. */
  private void loseThePositionOf(String name) {
    World.sql(
        database,
        """
        SET session_replication_role = replica;
        DELETE FROM lockstep.position WHERE lane = (
          SELECT lane FROM lockstep.lane WHERE lane_id = decode('%s', 'hex'))
        """
            .formatted(lane(name).id().toString().substring(2)));
  }

  private void register(Database setup) {
    for (WatchPlan plan : WatchPlan.all(DaemonConfig.read(config))) {
      new LaneRegistry(setup).register(plan.lane(), new BlockId(0, plan.source().genesis()));
    }
  }

  private DisprovedAnswer disproof() {
    LaneHead genesis = LaneHead.genesis(lane(OUT).id());
    BlockId block = new BlockId(1, Hash32.ZERO);
    return new DisprovedAnswer(
        "anvil",
        block,
        genesis,
        new LaneHead(1, Hash32.ZERO),
        new ProvenLane(block, genesis, genesis, Bytes.fromHex("0x00")));
  }

  private Lane lane(String name) {
    return WatchPlan.all(DaemonConfig.read(config)).stream()
        .filter(plan -> plan.toString().startsWith(name))
        .findFirst()
        .orElseThrow()
        .lane();
  }

  private CommandLineRun status(String subject) {
    return CommandLineRun.of(folder, "status", subject, "--config", config.toString());
  }

  private CommandLineRun decide(String what, String number) {
    return CommandLineRun.of(
        folder,
        "decide",
        what,
        number,
        "--operator",
        "alice",
        "--reason",
        "looked at it",
        "--config",
        config.toString());
  }
}
