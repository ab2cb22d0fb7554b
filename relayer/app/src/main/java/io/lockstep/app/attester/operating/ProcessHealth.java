package io.lockstep.app.attester.operating;

import io.lockstep.app.config.AddressConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the running process says of itself, if it can be asked.
 *
 * @param parts each with its state and why
 */
record ProcessHealth(String state, List<String> parts) {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  static ProcessHealth ask(Optional<AddressConfig> health) {
    if (health.isEmpty() || health.get().port() == 0) {
      return new ProcessHealth("not asked: the configuration names no port of health", List.of());
    }
    URI address =
        URI.create("http://%s:%d/health/ready".formatted(health.get().host(), health.get().port()));
    return ask(address);
  }

  private static ProcessHealth ask(URI address) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      String body =
          client
              .send(
                  HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return read(JsonMapper.shared().readTree(body));
    } catch (IOException | JacksonException e) {
      return new ProcessHealth("not reached at %s (%s)".formatted(address, e), List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProcessHealth("not asked to the end", List.of());
    }
  }

  private static ProcessHealth read(JsonNode root) {
    List<String> parts = new ArrayList<>();
    StreamSupport.stream(root.required("parts").spliterator(), false)
        .map(ProcessHealth::part)
        .forEach(parts::add);
    return new ProcessHealth(
        root.required("ready").booleanValue() ? "ready" : "not ready", List.copyOf(parts));
  }

  private static String part(JsonNode part) {
    String why = part.required("why").stringValue();
    return "%s %s%s"
        .formatted(
            part.required("name").stringValue(),
            part.required("state").stringValue(),
            why.isEmpty() ? "" : ": " + why);
  }
}
