package io.lockstep.chain.local;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.RpcEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Starting a local chain: it is there once it says so itself and then answers as the right chain.
 */
final class LocalChainStart {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int PORTS_TRIED_MAX = 5;
  private static final int QUOTED_LINES_MAX = 5;

  private LocalChainStart() {}

  static LocalChain start(LocalChainSettings settings, ProjectHome home) {
    Path program = home.program(settings.program());
    if (settings.port().isPresent()) {
      int port = settings.port().getAsInt();
      LocalPort.requireFree(port, settings.program());
      return startOn(port, settings, program);
    }
    return startAnywhere(settings, program, PORTS_TRIED_MAX);
  }

  /** A port that was free a moment ago may be taken by now. */
  private static LocalChain startAnywhere(LocalChainSettings settings, Path program, int tries) {
    try {
      return startOn(LocalPort.findFree(), settings, program);
    } catch (ChainException e) {
      if (e.code() != Code.PORT_TAKEN || tries == 1) {
        throw e;
      }
      return startAnywhere(settings, program, tries - 1);
    }
  }

  private static LocalChain startOn(int port, LocalChainSettings settings, Path program) {
    Path output = outputFile(settings);
    WatchedProcess process = WatchedProcess.start(program, settings.arguments(port), output);
    try {
      awaitListening(settings, port, process, output);
      ChainConnection connection =
          ChainConnection.open(RpcEndpoint.local(port), settings.chainId());
      return new LocalChain(settings, process, connection, output);
    } catch (RuntimeException e) {
      process.close();
      delete(output);
      throw e;
    }
  }

  /** Its own word first: somebody else's chain might answer on the port that ours failed to get. */
  private static void awaitListening(
      LocalChainSettings settings, int port, WatchedProcess process, Path output) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!read(output).contains("Listening on 127.0.0.1:" + port)) {
      if (!process.isAlive()) {
        throw ended(settings, port, read(output));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new ChainException(
            Code.LOCAL_CHAIN_FAILED,
            "%s did not listen within %d s; it said: %s"
                .formatted(settings.program(), PATIENCE.toSeconds(), lastLines(read(output))));
      }
      sleep();
    }
  }

  private static ChainException ended(LocalChainSettings settings, int port, String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    return lower.contains("address already in use") || lower.contains("eaddrinuse")
        ? LocalPort.taken(port, settings.program())
        : new ChainException(
            Code.LOCAL_CHAIN_FAILED,
            "%s ended while it started; it said: %s"
                .formatted(settings.program(), lastLines(said)));
  }

  /** Without the frames of a stack trace, which tell a user nothing. */
  private static String lastLines(String text) {
    List<String> lines =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("at "))
            .toList();
    return lines.isEmpty()
        ? "nothing"
        : String.join(
            " / ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES_MAX), lines.size()));
  }

  private static Path outputFile(LocalChainSettings settings) {
    try {
      Path file =
          Files.createTempFile(
              "lockstep-%s-%s-".formatted(settings.program(), settings.chainId()), ".log");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    }
  }

  static void delete(Path output) {
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path output) {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw ChainException.interrupted("starting a local chain", e);
    }
  }
}
