package io.lockstep.app.telemetry;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.lockstep.app.CliException;
import io.lockstep.app.config.AddressConfig;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Health and metrics by plain HTTP, for whoever starts the process and whoever watches it. */
public final class HealthServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** As Prometheus names the form of its text. */
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final String host;
  private final Javalin server;

  private HealthServer(String host, Telemetry telemetry, Supplier<Readiness> readiness) {
    this.host = host;
    this.server = Javalin.create(config -> configure(config, telemetry, readiness));
  }

  /** Listens when it returns. */
  public static HealthServer start(
      AddressConfig address, Telemetry telemetry, Supplier<Readiness> readiness) {
    HealthServer health = new HealthServer(address.host(), telemetry, readiness);
    try {
      health.server.start(address.host(), address.port());
      return health;
    } catch (JavalinBindException e) {
      throw CliException.temporary(
          "health: cannot listen at %s:%d (%s)"
              .formatted(address.host(), address.port(), e.getMessage()));
    }
  }

  private static void configure(
      JavalinConfig config, Telemetry telemetry, Supplier<Readiness> readiness) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.routes.get("/health/live", context -> context.result("live\n"));
    config.routes.get("/health/ready", context -> ready(context, readiness.get()));
    config.routes.get(
        "/metrics", context -> context.contentType(METRICS_TYPE).result(telemetry.scrape()));
  }

  private static void ready(Context context, Readiness readiness) {
    context
        .status(readiness.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .contentType("application/json")
        .result(text(readiness) + "\n");
  }

  private static ObjectNode text(Readiness readiness) {
    ObjectNode root = JSON.createObjectNode().put("ready", readiness.ready());
    ArrayNode parts = root.putArray("parts");
    for (Readiness.Part part : readiness.parts()) {
      parts.addObject().put("name", part.name()).put("state", part.state()).put("why", part.why());
    }
    return root;
  }

  String address() {
    return "http://%s:%d".formatted(host, port());
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
