package io.lockstep.persistence;

import java.time.Duration;

/**
 * How long anything may take. Each side keeps its own: the server for what it does, the client for
 * a server that says nothing any more.
 *
 * @param statement until the server gives a statement up
 * @param lock until the server gives the wait for a lock up
 * @param idleInTransaction until the server ends a session whose transaction does nothing
 * @param connect until a connection stands
 * @param answer until the client gives a silent server up; longer than a statement may take
 */
public record TimeLimits(
    Duration statement,
    Duration lock,
    Duration idleInTransaction,
    Duration connect,
    Duration answer) {
  public static final TimeLimits USUAL =
      new TimeLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(40));

  public TimeLimits {
    if (answer.compareTo(statement) <= 0) {
      throw new IllegalArgumentException(
          "answer: found %s, expected more than a statement's %s".formatted(answer, statement));
    }
  }

  /** For a step that an operator waits for, as a migration of a large table is. */
  public TimeLimits withoutStatementLimit() {
    return new TimeLimits(Duration.ZERO, lock, Duration.ZERO, connect, Duration.ofHours(24));
  }
}
