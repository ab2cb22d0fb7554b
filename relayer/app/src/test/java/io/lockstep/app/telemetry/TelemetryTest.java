package io.lockstep.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.CliException;
import io.lockstep.app.config.AddressConfig;
import io.lockstep.chain.ChainException;
import io.lockstep.chain.provider.Health;
import io.lockstep.chain.provider.Operation;
import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.core.Failure;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.StageListener;
import io.lockstep.core.stage.Step;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted, under which names, and how it is served. */
class TelemetryTest {
  private static final AddressConfig ANYWHERE = new AddressConfig("127.0.0.1", 0);
  private static final LaneId LANE = new LaneId(Keccak256.ofText("lane"));

  private final Telemetry telemetry = new Telemetry();

  @AfterEach
  void close() {
    telemetry.close();
  }

  private static PositionView at(long observed, long proven, long last) {
    return new PositionView(LANE, observed, proven, last, "0x", 7, 9, List.of());
  }

  @ParameterizedTest
  @EnumSource(ChainException.Code.class)
  void everyReasonOfAFailureIsAWordOfItsOwn(ChainException.Code code) {
    ProviderListener counting = telemetry.providers("ethereum", ProviderListener.silent());

    counting.failed("alpha", Operation.LOGS, new ChainException(code, "why"));
    counting.failed("alpha", Operation.LOGS, new ChainException(code, "why"));

    assertThat(telemetry.scrape())
        .contains(
            "lockstep_provider_failures_total{chain=\"ethereum\",operation=\"logs\",provider=\"alpha\",reason=\"%s\"} 2.0"
                .formatted(code.name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void healthIsANumberThatGrowsWithTrouble() {
    ProviderListener counting = telemetry.providers("ethereum", ProviderListener.silent());
    String gauge = "lockstep_provider_health{chain=\"ethereum\",provider=\"alpha\"} ";

    counting.healthChanged("alpha", new Health.Healthy(Duration.ofMillis(3)));
    assertThat(telemetry.scrape()).contains(gauge + "0.0");
    counting.healthChanged("alpha", new Health.Quarantined("it lied"));
    assertThat(telemetry.scrape()).contains(gauge + "8.0");
  }

  @Test
  void answersAreTimedByMethod() {
    ProviderListener counting = telemetry.providers("ethereum", ProviderListener.silent());

    counting.answered("alpha", "eth_getLogs", Duration.ofMillis(250));

    assertThat(telemetry.scrape())
        .contains(
            "lockstep_provider_answers_seconds_count{chain=\"ethereum\",method=\"eth_getLogs\",provider=\"alpha\"} 1",
            "lockstep_provider_answers_seconds_sum{chain=\"ethereum\",method=\"eth_getLogs\",provider=\"alpha\"} 0.25");
  }

  @Test
  void positionsFollowTheLane() {
    telemetry.stands("a/b/0x", at(9, 7, 5));
    telemetry.stands("a/b/0x", at(12, 9, 9));

    assertThat(telemetry.scrape())
        .contains(
            "lockstep_lane_nonce{lane=\"a/b/0x\",position=\"observed\"} 12.0",
            "lockstep_lane_nonce{lane=\"a/b/0x\",position=\"proven\"} 9.0",
            "lockstep_lane_nonce{lane=\"a/b/0x\",position=\"final\"} 9.0");
  }

  @Test
  void whatIsCountedIsPassedOn() {
    List<String> heard = new ArrayList<>();
    StageListener counting = telemetry.stages("a/b/0x", new Heard(heard));
    Stage stage = new Named();
    Failure failure = new ChainException(ChainException.Code.RPC_TIMEOUT, "too late");

    counting.stepped(stage, new Step.Moved("on"));
    counting.stepped(stage, new Step.Blocked("by something"));
    counting.failed(stage, failure);
    counting.broken(stage, new IllegalStateException("what must not be"));

    assertThat(heard).containsExactly("Moved", "Blocked", "too late", "what must not be");
    for (String outcome : List.of("moved", "blocked", "failed", "broken")) {
      assertThat(telemetry.scrape())
          .contains(
              "lockstep_stage_steps_total{lane=\"a/b/0x\",outcome=\"%s\",stage=\"Named\"} 1.0"
                  .formatted(outcome));
    }
  }

  private static final class Named implements Stage {
    @Override
    public String name() {
      return "Named";
    }

    @Override
    public Step step() {
      throw new UnsupportedOperationException("it is only named");
    }
  }

  private record Heard(List<String> all) implements StageListener {
    @Override
    public void stepped(Stage stage, Step step) {
      all.add(step.getClass().getSimpleName());
    }

    @Override
    public void failed(Stage stage, Failure failure) {
      all.add(String.valueOf(failure.getMessage()));
    }

    @Override
    public void broken(Stage stage, RuntimeException cause) {
      all.add(String.valueOf(cause.getMessage()));
    }
  }

  // How it is served

  private static HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void healthSaysWhichPartAndWhy() throws Exception {
    AtomicReference<Readiness> readiness =
        new AtomicReference<>(
            new Readiness(true, List.of(new Readiness.Part("a/b/0x", "following", ""))));
    try (HealthServer server = HealthServer.start(ANYWHERE, telemetry, readiness::get)) {
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);

      readiness.set(
          new Readiness(false, List.of(new Readiness.Part("database", "lost", "nobody listens"))));

      HttpResponse<String> unready = get(server, "/health/ready");
      assertThat(unready.statusCode()).isEqualTo(503);
      assertThat(unready.body())
          .isEqualTo(
              "{\"ready\":false,\"parts\":[{\"name\":\"database\",\"state\":\"lost\",\"why\":\"nobody listens\"}]}\n");
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metricsAreTextOfPrometheus() throws Exception {
    telemetry.stands("a/b/0x", at(1, 1, 1));
    try (HealthServer server =
        HealthServer.start(ANYWHERE, telemetry, () -> new Readiness(true, List.of()))) {
      HttpResponse<String> metrics = get(server, "/metrics");

      assertThat(metrics.headers().firstValue("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
      assertThat(metrics.body()).contains("# TYPE lockstep_lane_nonce gauge", "jvm_memory_used");
      assertThat(get(server, "/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    try (HealthServer server =
        HealthServer.start(ANYWHERE, telemetry, () -> new Readiness(true, List.of()))) {
      AddressConfig taken = new AddressConfig("127.0.0.1", server.port());

      assertThatThrownBy(
              () -> HealthServer.start(taken, telemetry, () -> new Readiness(true, List.of())))
          .isInstanceOf(CliException.class)
          .hasMessageContaining("health: cannot listen at 127.0.0.1:" + server.port());
    }
  }

  /** Every reason that can be counted is explained, and under the name that it has. */
  @Test
  void everyReasonOfAProviderIsInTheManual() throws IOException {
    String manual = Files.readString(Path.of("../../ops/METRICS.md"));

    assertThat(
            EnumSet.range(ChainException.Code.RPC_UNREACHABLE, ChainException.Code.LANE_UNKNOWN)
                .stream()
                .map(code -> "`" + code.name().toLowerCase(Locale.ROOT) + "`"))
        .allMatch(manual::contains);
  }
}
