package io.lockstep.app.testnet.attesters;

import io.lockstep.app.CliException;
import io.lockstep.app.Lockstep;
import io.lockstep.chain.local.WatchedProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An attester as {@code lockstep attester} starts it, with little memory. */
final class OwnProcess implements AttesterHost.Running {
  static final List<String> SOON_STARTED =
      List.of("-Xmx96m", "-Xss512k", "-XX:TieredStopAtLevel=1");
  static final List<String> LASTING = List.of("-Xmx256m");
  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int READY = 200;

  private final AttesterSite site;
  private final Path output;
  private final WatchedProcess process;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private OwnProcess(AttesterSite site, Path output, WatchedProcess process) {
    this.site = site;
    this.output = output;
    this.process = process;
  }

  static OwnProcess start(List<String> options, AttesterSite site, int run) {
    Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
    List<String> command =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Lockstep.class.getName(),
            "attester",
            "--config",
            site.config().toString());
    Path output = site.output(run);
    return new OwnProcess(
        site,
        output,
        WatchedProcess.start(
            java, Stream.of(options, COMMON, command).flatMap(List::stream).toList(), output));
  }

  @Override
  public boolean isReady() {
    HttpRequest question =
        HttpRequest.newBuilder(site.address().health().resolve("/health/ready"))
            .timeout(TIMEOUT)
            .build();
    try {
      return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == READY;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void requireAlive() {
    if (!process.isAlive()) {
      throw CliException.temporary("%s has ended; it said: %s".formatted(site, said()));
    }
  }

  private String said() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8).strip().replaceAll("\\R", " / ");
    } catch (IOException e) {
      return "%s cannot be read (%s)".formatted(output, e);
    }
  }

  /** As {@code kill -9} does. */
  @Override
  public void kill() {
    process.programId().stream()
        .mapToObj(ProcessHandle::of)
        .flatMap(Optional::stream)
        .peek(ProcessHandle::destroyForcibly)
        .map(ProcessHandle::onExit)
        .forEach(CompletableFuture::join);
    close();
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.close();
  }
}
