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

/** A daemon as a process of its own: {@code lockstep up --watch-only --plain}, or another. */
public final class UpProcess implements AutoCloseable {
  private static final long END_MAX_SECONDS = 30;

  private final Process process;
  private final BufferedReader reader;
  private final List<String> lines = new ArrayList<>();

  private UpProcess(Process process) {
    this.process = process;
    this.reader = process.inputReader(StandardCharsets.UTF_8);
  }

  static UpProcess start(Path config) {
    return start(
        builder("up", "--config", config.toString(), "--watch-only", "--plain")
            .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** Any command, with events as JSON. What it prints and what it logs is read together. */
  public static UpProcess startLogging(String... arguments) {
    ProcessBuilder builder = builder(arguments).redirectErrorStream(true);
    builder.environment().put("LOCKSTEP_LOG_FORMAT", "json");
    return start(builder);
  }

  private static ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dstdout.encoding=UTF-8");
    // And not the one of the tests, which is silent.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Lockstep.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static UpProcess start(ProcessBuilder builder) {
    try {
      return new UpProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on until a line has it. */
  public String awaitLine(String part) {
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

  public void kill() {
    process.destroyForcibly();
  }

  /** Tells it to end, and reads the rest of what it says. */
  public int terminate() throws InterruptedException {
    // Process.destroy would close what there is still to read.
    process.toHandle().destroy();
    reader.lines().forEach(lines::add);
    if (!process.waitFor(END_MAX_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still there after %d s".formatted(END_MAX_SECONDS));
    }
    return process.exitValue();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    kill();
  }
}
