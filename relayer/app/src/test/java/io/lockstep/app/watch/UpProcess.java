package io.lockstep.app.watch;

import io.lockstep.app.Lockstep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code lockstep up --watch-only --plain} as a process of its own. */
final class UpProcess implements AutoCloseable {
  private static final long END_MAX_SECONDS = 30;

  private final Process process;
  private final BufferedReader reader;
  private final List<String> lines = new ArrayList<>();

  private UpProcess(Process process) {
    this.process = process;
    this.reader = process.inputReader(StandardCharsets.UTF_8);
  }

  static UpProcess start(Path config) {
    try {
      return new UpProcess(
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dstdout.encoding=UTF-8",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Lockstep.class.getName(),
                  "up",
                  "--config",
                  config.toString(),
                  "--watch-only",
                  "--plain")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on until a line has it. */
  String awaitLine(String part) {
    try {
      String line;
      while ((line = reader.readLine()) != null) {
        lines.add(line);
        if (line.contains(part)) {
          return line;
        }
      }
      throw new AssertionError("ended without a line with '%s': %s".formatted(part, lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Tells it to end, and reads the rest of what it says. */
  int terminate() throws InterruptedException {
    // Process.destroy would close what there is still to read.
    process.toHandle().destroy();
    reader.lines().forEach(lines::add);
    if (!process.waitFor(END_MAX_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still there after %d s".formatted(END_MAX_SECONDS));
    }
    return process.exitValue();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    kill();
  }
}
