package io.lockstep.app.config;

import java.util.List;
import java.util.function.Supplier;

/** Several values, of which a record is made only if all of them are right. */
public record Values(List<Value<?>> values) {
  public static Values all(Value<?>... values) {
    return new Values(List.of(values));
  }

  public boolean areRight() {
    return values.stream().allMatch(Value::isRight);
  }

  public <T> Value<T> then(Supplier<T> record) {
    return areRight() ? Value.of(record.get()) : Value.wrong();
  }

  /** The elements of a list, if all of them are right. */
  public static <T> Value<List<T>> list(List<Value<T>> elements) {
    return elements.stream().allMatch(Value::isRight)
        ? Value.of(elements.stream().map(Value::get).toList())
        : Value.wrong();
  }
}
