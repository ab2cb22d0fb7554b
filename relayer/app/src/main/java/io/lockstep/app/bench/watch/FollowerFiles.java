package io.lockstep.app.bench.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What a follower reads and writes, in a folder that goes with it. */
record FollowerFiles(Path folder) implements AutoCloseable {

  static FollowerFiles create() throws IOException {
    FollowerFiles files = new FollowerFiles(Files.createTempDirectory("lockstep-watch-"));
    // The embedded server takes everybody at his word, but the configuration wants a password.
    Files.writeString(files.password(), "none");
    Files.setPosixFilePermissions(files.password(), PosixFilePermissions.fromString("rw-------"));
    return files;
  }

  Path config() {
    return folder.resolve("relayer.yaml");
  }

  Path password() {
    return folder.resolve("password");
  }

  /** What it prints. */
  Path output() {
    return folder.resolve("output");
  }

  @Override
  public void close() throws IOException {
    for (Path file : List.of(config(), password(), output(), folder)) {
      Files.deleteIfExists(file);
    }
  }
}
