package io.lockstep.app.watch;

import static io.lockstep.app.watch.RunningDaemon.HOME;
import static io.lockstep.app.watch.RunningDaemon.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import io.lockstep.app.watch.display.LaneLine;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.lane.PostgresLaneStore;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.persistence.provider.PostgresProviderStore;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands still until a person decides, and what no decision mends. */
class WatchDecisionsTest {
  @TempDir private Path folder;
  private WatchedFolder watched = WatchedFolder.NONE;

  @BeforeEach
  void configure() {
    watched = WatchedFolder.create(folder);
  }

  @Test
  void haltStaysUntilAnOperatorLiftsIt() {
    try (Database setup = Database.open(World.settings(watched.database(), Role.DAEMON))) {
      watched.register(setup);
      PostgresLeases leases = new PostgresLeases(setup, "setup");
      Lease lease =
          leases.acquire(Lease.nameOf(watched.lane(OUT).id()), Duration.ofMinutes(1)).orElseThrow();
      PostgresLaneStore.open(setup, watched.lane(OUT).id(), lease)
          .halt(new Incident(Incident.Kind.FINALITY_BROKEN, "a final block is gone"));
      leases.release(lease);
    }
    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "patient")) {
      LaneLine halted = daemon.awaitState(OUT, LaneState.Halted.class);
      assertThat(halted.state().why()).isEqualTo("a final block is gone");
      assertThat(status("chain-a/chain-b").out())
          .contains(
              "decide lift-halt 1 ends it if the quorum of providers calls the old final block")
          .contains("and else the lane halts again: a final block is gone");

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
    try (Database setup = Database.open(World.settings(watched.database(), Role.DAEMON))) {
      watched.register(setup);
      PostgresProviderStore.open(setup, watched.lane(OUT).id()).quarantine(disproof());
    }
    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "deprived")) {
      daemon.awaitState(OUT, state -> state.why().contains("found none to read from"));
      assertThat(daemon.display().awaitSaid("provider anvil is quarantined"))
          .startsWith("chain chain-a: ");
      assertThat(status("chain-a/chain-b").out()).contains("decide lift-quarantine 1 ends it");

      assertThat(decide("lift-quarantine", "1").exitCode()).isZero();

      daemon.awaitFinal(OUT, World.sent(World.out()));
    }
  }

  private DisprovedAnswer disproof() {
    LaneHead genesis = LaneHead.genesis(watched.lane(OUT).id());
    BlockId block = new BlockId(1, Hash32.ZERO);
    return new DisprovedAnswer(
        "anvil",
        block,
        genesis,
        new LaneHead(1, Hash32.ZERO),
        new ProvenLane(block, genesis, genesis, Bytes.fromHex("0x00")));
  }

  @Test
  void brokenLaneStopsAloneAndTheLastOneEndsTheDaemon() {
    try (Database setup = Database.open(World.settings(watched.database(), Role.DAEMON))) {
      watched.register(setup);
    }
    loseThePositionOf(OUT);
    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "unlucky")) {
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
        watched.database(),
        """
        SET session_replication_role = replica;
        DELETE FROM lockstep.position WHERE lane = (
          SELECT lane FROM lockstep.lane WHERE lane_id = decode('%s', 'hex'))
        """
            .formatted(watched.lane(name).id().toString().substring(2)));
  }

  private CommandLineRun status(String subject) {
    return CommandLineRun.of(folder, "status", subject, "--config", watched.config().toString());
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
        watched.config().toString());
  }
}
