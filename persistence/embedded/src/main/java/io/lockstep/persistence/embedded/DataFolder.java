package io.lockstep.persistence.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a database server, which ends and goes when this process ends.
 *
 * <p>A shutdown hook would not do: nothing of ours runs after {@code kill -9}. So a shell stands by
 * and reads from a pipe that only we can write to. However we end, the system closes the pipe, the
 * shell reads its end, stops the server and removes the folder.
 */
final class DataFolder implements AutoCloseable {
  /**
   * A session of its own, where there is such a thing, so that who kills a whole group spares it.
   */
  private static final String APART =
      """
      guard=$1 folder=$2
      command -v setsid >/dev/null && exec setsid sh -c "$guard" lockstep-database-guard "$folder"
      exec sh -c "$guard" lockstep-database-guard "$folder"
      """;

  private static final String GUARD =
      """
      trap '' INT HUP TERM
      while read -r line; do :; done
      if [ -r "$1/data/postmaster.pid" ]; then
        server=$(head -n 1 "$1/data/postmaster.pid")
        kill -QUIT "$server" 2>/dev/null
        tries=50
        while kill -0 "$server" 2>/dev/null && [ "$tries" -gt 0 ]; do tries=$((tries - 1)); sleep 0.1; done
        kill -KILL "$server" 2>/dev/null
      fi
      rm -rf "$1"
      """;

  private final Path folder;
  private final Process guard;

  private DataFolder(Path folder, Process guard) {
    this.folder = folder;
    this.guard = guard;
  }

  static DataFolder create() throws IOException {
    Path folder = Files.createTempDirectory("lockstep-database-");
    Process guard =
        new ProcessBuilder(
                List.of("sh", "-c", APART, "lockstep-database-guard", GUARD, folder.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new DataFolder(folder, guard);
  }

  Path path() {
    return folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Where the server's programs are unpacked to. */
  Path programs() {
    return folder.resolve("programs");
  }

  /** The server that serves the folder, and all that it has started. */
  List<ProcessHandle> serverProcesses() {
    try {
      long server = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
      return ProcessHandle.of(server)
          .map(process -> Stream.concat(Stream.of(process), process.descendants()).toList())
          .orElseGet(List::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops what still runs there, and removes the folder. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      guard.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
