package io.lockstep.app.bench.watch;

import io.lockstep.app.CliException;
import io.lockstep.app.Lockstep;
import io.lockstep.chain.local.WatchedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The daemon, as a process of its own with little memory, which does not outlive ours. */
final class Follower implements AutoCloseable {

  private static final String HEAP_MAX = "-Xmx256m";

  private static final String PEAK_MEMORY = "VmHWM:";

  private final WatchedProcess process;
  private final Path output;

  private Follower(WatchedProcess process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Follower start(FollowerFiles files) {
    Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
    return new Follower(
        WatchedProcess.start(
            java,
            List.of(
                HEAP_MAX,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Lockstep.class.getName(),
                "up",
                "--config",
                files.config().toString(),
                "--watch-only",
                "--plain"),
            files.output()),
        files.output());
  }

  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw CliException.temporary(
          "the daemon has ended; it said: "
              + Files.readString(output, StandardCharsets.UTF_8).strip().replaceAll("\\R", " / "));
    }
  }

  /**
   * The most memory that it ever had of all kinds, the heap and everything beside it; 0 where the
   * system does not tell.
   */
  long peakRssBytes() throws IOException {
    OptionalLong id = process.programId();
    Path status = Path.of("/proc/%d/status".formatted(id.orElse(0)));
    if (id.isEmpty() || !Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(PEAK_MEMORY))
        .mapToLong(Follower::bytes)
        .findFirst()
        .orElse(0);
  }

  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
  }

  @Override
  public void close() {
    process.close();
  }
}
