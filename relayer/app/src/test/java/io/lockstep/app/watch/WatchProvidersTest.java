package io.lockstep.app.watch;

import static io.lockstep.app.watch.RunningDaemon.HOME;
import static io.lockstep.app.watch.RunningDaemon.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.watch.display.LaneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon makes of providers that are not what they are configured for. */
class WatchProvidersTest {
  @TempDir private Path folder;
  private WatchedFolder watched = WatchedFolder.NONE;

  @BeforeEach
  void configure() {
    watched = WatchedFolder.create(folder);
  }

  @Test
  void wrongChainBehindAnAddressIsNamedAndTheQuorumGoesOn() throws IOException {
    addProviders(2, otherChain());

    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "misled")) {
      assertThat(daemon.display().awaitSaid("provider wrong is misconfigured"))
          .startsWith("chain chain-a: ")
          .contains("found chain 31338, expected chain 31337");
      daemon.awaitFinal(OUT, World.sent(World.out()));
    }
  }

  @Test
  void waitsForAQuorumThatNamesAFinalBlock() throws IOException {
    addProviders(3, otherChain());

    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "alone")) {
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

    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "discreet")) {
      daemon.display().awaitSaid("provider wrong is unreachable");
      daemon.awaitFinal(OUT, World.sent(World.out()));

      assertThat(daemon.display().said().toString()).doesNotContain("hunter2");
    }
  }

  /** One that is the same under another name, and one that is wrong. */
  private void addProviders(int quorum, String wrong) throws IOException {
    String same = World.out().source().chain().endpoint().uri() + "/?customer=other";
    Files.writeString(
        watched.config(),
        Files.readString(watched.config())
            .replaceFirst("quorum: 1", "quorum: " + quorum)
            .replaceFirst(
                "( +)- \\{ name: anvil",
                provider("other", same) + provider("wrong", wrong) + "$0"));
  }

  private static String provider(String name, String url) {
    return "$1- { name: %s, url: \"%s\" }\n".formatted(name, url);
  }
}
