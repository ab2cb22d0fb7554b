package io.lockstep.core.domain;

/**
 * What one configured provider made of a question that all were asked.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
  String provider();

  record Given<T>(String provider, T value) implements Answer<T> {
    @Override
    public String toString() {
      return provider + ": " + value;
    }
  }

  /** No answer that counts: unreachable, too slow, malformed, quarantined. */
  record Missing<T>(String provider, String why) implements Answer<T> {
    @Override
    public String toString() {
      return provider + ": " + why;
    }
  }
}
