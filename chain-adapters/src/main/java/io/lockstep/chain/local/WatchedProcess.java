package io.lockstep.chain.local;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A program that does not outlive us.
 *
 * <p>A shutdown hook would not do: nothing of ours runs after {@code kill -9}. So a shell stands
 * between, which ignores what a terminal sends to everybody, and reads from a pipe that only we can
 * write to. However we end, the system closes the pipe, the shell reads its end and ends the
 * program.
 */
public final class WatchedProcess implements AutoCloseable {

  /**
   * The guard is a process of its own, so that the program's exit code can be waited for meanwhile.
   * File 3 is the pipe: a background process would otherwise read from nowhere.
   */
  private static final String WATCHDOG =
      """
      trap '' INT HUP
      exec 3<&0
      "$@" </dev/null 3<&- &
      program=$!
      trap 'kill -TERM "$program" 2>/dev/null' TERM
      {
        while read -r line; do :; done
        kill -TERM "$program"
        sleep 2
        kill -KILL "$program"
      } <&3 3<&- >/dev/null 2>&1 &
      guard=$!
      exec 3<&- 0</dev/null
      code=0
      while kill -0 "$program" 2>/dev/null; do
        wait "$program"
        code=$?
      done
      kill -KILL "$guard" 2>/dev/null
      exit "$code"
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Process watchdog;
  private final Path program;

  private WatchedProcess(Process watchdog, Path program) {
    this.watchdog = watchdog;
    this.program = program;
  }

  /** Starts the program; what it prints goes to the file. */
  public static WatchedProcess start(Path program, List<String> arguments, Path output) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHDOG, "lockstep-watchdog"));
    command.add(program.toString());
    command.addAll(arguments);
    try {
      return new WatchedProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start(),
          program);
    } catch (IOException e) {
      throw new ChainException(
          Code.NOT_INSTALLED, "cannot start %s: %s".formatted(program, e.getMessage()), e);
    }
  }

  public boolean isAlive() {
    return watchdog.isAlive();
  }

  /** The program's own id, if it still runs. */
  public OptionalLong programId() {
    return watchdog
        .descendants()
        .filter(
            process -> process.info().command().map(Path::of).filter(this::isProgram).isPresent())
        .mapToLong(ProcessHandle::pid)
        .findFirst();
  }

  private boolean isProgram(Path command) {
    return command.getFileName().equals(program.getFileName());
  }

  /** The watchdog, its guard and the program, as far as they are still there. */
  List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(watchdog.descendants().toList());
    all.add(watchdog.toHandle());
    return all;
  }

  /** Ends the program and waits until it has ended. */
  @Override
  public void close() {
    List<ProcessHandle> all = processes();
    try {
      watchdog.getOutputStream().close();
      if (!watchdog.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      throw ChainException.interrupted("ending a local chain", e);
    }
  }
}
