package io.lockstep.app.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A JSON-RPC server of a chain.
 *
 * @param url a secret of its own where the provider's customers have their key in it
 * @param webSocket where it tells of new blocks; without it, it is asked again and again
 */
public record ProviderConfig(
    String name,
    ProviderUrl url,
    Optional<URI> webSocket,
    Duration timeout,
    int requestsAtOnceMax,
    int requestsPerSecondMax) {

  static Value<ProviderConfig> read(Section section) {
    var name = section.required("name", Scalar.name());
    var url = ProviderUrl.read(section, "url");
    var webSocket = section.optional("websocket", Scalar.uri("ws", "wss"));
    var timeout =
        section.optional(
            "timeout",
            Duration.ofSeconds(5),
            Scalar.duration(Duration.ofMillis(100), Duration.ofMinutes(1)));
    var atOnce = section.optional("requests-at-once-max", 8, Scalar.wholeNumber(1, 256));
    var perSecond = section.optional("requests-per-second-max", 100, Scalar.wholeNumber(1, 10_000));
    section.refuseUnknown();
    return Values.all(name, url, webSocket, timeout, atOnce, perSecond)
        .then(() ->
            new ProviderConfig(
                name.get(),
                url.get(),
                webSocket.get(),
                timeout.get(),
                atOnce.get(),
                perSecond.get()));
  }
}
