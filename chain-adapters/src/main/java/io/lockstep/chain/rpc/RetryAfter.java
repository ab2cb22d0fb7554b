package io.lockstep.chain.rpc;

import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** For how long a server wants to be left alone: seconds, or a date. */
final class RetryAfter {

  /** A server may be wrong about its own recovery; it is asked again after this. */
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

  private RetryAfter() {}

  static Optional<Duration> of(HttpResponse<?> response, Instant now) {
    return response.headers().firstValue("Retry-After").flatMap(text -> parse(text.strip(), now));
  }

  /** Nothing for a text that is neither. */
  static Optional<Duration> parse(String text, Instant now) {
    return (text.matches("[0-9]{1,9}")
            ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
            : untilDate(text, now))
        .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
        .map(pause -> pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause);
  }

  private static Optional<Duration> untilDate(String text, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
