package io.lockstep.chain.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chain ends with the process that started it, however that ends: shown with real processes. */
class OrphanTest {

  @ParameterizedTest
  @CsvSource({"KILL, anvil", "KILL, ganache", "INT, anvil", "HUP, anvil", "HUP, ganache"})
  void endsWithItsParent(String signal, String kind) throws Exception {
    Process starter = startParent(kind);
    try {
      List<ProcessHandle> processes = processesOf(starter);
      ProcessHandle parent = processes.getFirst();
      assertThat(processes).hasSizeGreaterThanOrEqualTo(4).allMatch(ProcessHandle::isAlive);

      signal(parent.pid(), signal);

      for (ProcessHandle process : processes) {
        process.onExit().get(20, TimeUnit.SECONDS);
      }
    } finally {
      starter.descendants().forEach(ProcessHandle::destroyForcibly);
      starter.destroyForcibly();
    }
  }

  /** A terminal sends its signals to everybody in the foreground, the watchdog included. */
  @ParameterizedTest
  @CsvSource({"INT", "HUP"})
  void watchdogOutlivesWhatATerminalSends(String signal) throws Exception {
    try (LocalChain chain = LocalChain.start(AnvilSettings.of(41))) {
      ProcessHandle watchdog = chain.processes().getLast();

      signal(watchdog.pid(), signal);

      assertThat(chain.latest().block().number()).isZero();
      assertThat(watchdog.isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM"})
  void watchdogTakesItsChainAlongWhenItIsToldToEnd(String signal) throws Exception {
    try (LocalChain chain = LocalChain.start(AnvilSettings.of(41))) {
      List<ProcessHandle> processes = chain.processes();

      signal(processes.getLast().pid(), signal);

      for (ProcessHandle process : processes) {
        process.onExit().get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static void signal(long pid, String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  /**
   * Started by Node, which gives its children every signal's default: where this test runs in the
   * background, interrupts are ignored, and a process passes that on to those that it starts.
   */
  private static Process startParent(String kind) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            "node",
            "--eval",
            "const [, java, ...rest] = process.argv;"
                + "require('node:child_process').spawn(java, rest, {stdio: 'inherit'})",
            "--",
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dlockstep.home=" + ProjectHome.find().folder(),
            Parent.class.getName(),
            kind)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The parent first, then its chain's. */
  private static List<ProcessHandle> processesOf(Process starter) throws IOException {
    BufferedReader lines = starter.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    assertThat(line).as("the parent's line of process ids").isNotNull();
    return Arrays.stream(line.split(" ")).map(Long::parseLong).map(OrphanTest::handle).toList();
  }

  private static ProcessHandle handle(long pid) {
    return ProcessHandle.of(pid).orElseThrow();
  }

  /**
   * The process to be killed: it starts a chain, says who belongs to it and then waits for ever.
   */
  static final class Parent {

    private Parent() {}

    public static void main(String[] arguments) throws InterruptedException {
      LocalChainSettings settings =
          "anvil".equals(arguments[0]) ? AnvilSettings.of(41) : GanacheSettings.of(1338);
      LocalChain chain = LocalChain.start(settings);
      StringBuilder pids = new StringBuilder();
      pids.append(ProcessHandle.current().pid()).append(' ');
      chain.processes().forEach(process -> pids.append(process.pid()).append(' '));
      System.out.println(pids.toString().strip());
      Thread.currentThread().join();
    }
  }
}
