package io.lockstep.app.config;

import java.time.Duration;

/** The database of a daemon. */
public record DatabaseConfig(
    String url,
    String user,
    Secret password,
    int connectionsMax,
    Duration connectTimeout,
    Duration statementTimeout) {

  private static final Duration SECOND = Duration.ofSeconds(1);

  static Value<DatabaseConfig> read(Section section) {
    var url = section.required("url", new Scalar.Untold<>(DatabaseConfig::jdbcUrl));
    var user = section.required("user", Scalar.text());
    var password = Secret.read(section, "password");
    var connections = section.optional("connections-max", 10, Scalar.wholeNumber(2, 100));
    var connectTimeout =
        section.optional(
            "connect-timeout",
            Duration.ofSeconds(5),
            Scalar.duration(SECOND, Duration.ofMinutes(1)));
    var statementTimeout =
        section.optional(
            "statement-timeout",
            Duration.ofSeconds(30),
            Scalar.duration(SECOND, Duration.ofMinutes(10)));
    section.refuseUnknown();
    return Values.all(url, user, password, connections, connectTimeout, statementTimeout)
        .then(() ->
            new DatabaseConfig(
                url.get(),
                user.get(),
                password.get(),
                connections.get(),
                connectTimeout.get(),
                statementTimeout.get()));
  }

  /** What could carry a password is refused: the file must be fit to be shown. */
  private static String jdbcUrl(String text) {
    if (!text.startsWith("jdbc:postgresql://")
        || text.contains("password=")
        || text.contains("@")) {
      throw new IllegalArgumentException(
          "jdbc:postgresql://HOST:PORT/DATABASE without user and password, which have keys of their own");
    }
    return text;
  }
}
