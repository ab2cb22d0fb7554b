package io.lockstep.app.telemetry;

import io.lockstep.app.config.AddressConfig;
import java.util.Optional;
import java.util.function.Supplier;

/** The health server of a process, if its configuration wants one. */
public record HealthDoor(Optional<HealthServer> server) implements AutoCloseable {
  public static HealthDoor open(
      Optional<AddressConfig> address, Telemetry telemetry, Supplier<Readiness> readiness) {
    return new HealthDoor(address.map(where -> HealthServer.start(where, telemetry, readiness)));
  }

  /** Where a browser would look. */
  public Optional<String> address() {
    return server.map(HealthServer::address);
  }

  @Override
  public void close() {
    server.ifPresent(HealthServer::close);
  }
}
