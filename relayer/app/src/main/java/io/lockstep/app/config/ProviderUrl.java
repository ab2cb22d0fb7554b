package io.lockstep.app.config;

import io.lockstep.app.CliException;
import java.net.URI;

/** The address of a provider, in plain sight or, where it holds a key, as a secret. */
public sealed interface ProviderUrl {
  record Plain(URI uri) implements ProviderUrl {
    /** The host only, because a path may hold a key all the same. */
    @Override
    public String toString() {
      return uri.getScheme()
          + "://"
          + uri.getHost()
          + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
  }

  record Hidden(Secret secret) implements ProviderUrl {}

  /** What is the same for two addresses of one server, however they are written. */
  default Object place() {
    return switch (this) {
      case Plain(URI uri) -> Place.of(uri);
      case Hidden hidden -> hidden;
    };
  }

  default URI reveal() {
    return switch (this) {
      case Plain(URI uri) -> uri;
      case Hidden(Secret secret) -> hidden(secret);
    };
  }

  private static URI hidden(Secret secret) {
    try {
      return Scalar.uri("http", "https").read(secret.reveal());
    } catch (IllegalArgumentException e) {
      throw CliException.permanent(
          "%s: found something else, expected %s".formatted(secret, e.getMessage()));
    }
  }

  static Value<ProviderUrl> read(Section section, String key) {
    if (section.hasSection(key)) {
      Value<Secret> secret = Secret.read(section, key);
      return Values.all(secret).then(() -> new Hidden(secret.get()));
    }
    Value<URI> uri = section.required(key, Scalar.uri("http", "https"));
    return Values.all(uri).then(() -> new Plain(uri.get()));
  }
}
