package io.lockstep.app.config;

import org.jspecify.annotations.Nullable;

/**
 * A value of a configuration file that may have turned out to be wrong. It is taken only after the
 * whole file was found right.
 */
public final class Value<T> {
  private final @Nullable T value;

  private Value(@Nullable T value) {
    this.value = value;
  }

  public static <T> Value<T> of(T value) {
    return new Value<>(value);
  }

  /** One that a problem stands for. */
  public static <T> Value<T> wrong() {
    return new Value<>(null);
  }

  public boolean isRight() {
    return value != null;
  }

  public T get() {
    if (value == null) {
      throw new IllegalStateException("a wrong value was taken from a configuration file");
    }
    return value;
  }
}
