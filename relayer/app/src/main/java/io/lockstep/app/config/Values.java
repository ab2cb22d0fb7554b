package io.lockstep.app.config;

import java.util.List;
import java.util.function.Supplier;

/** Several values, of which a record is made only if all of them are right. */
record Values(List<Value<?>> values) {
  static Values all(Value<?>... values) {
    return new Values(List.of(values));
  }

  <T> Value<T> then(Supplier<T> record) {
    return values.stream().allMatch(Value::isRight) ? Value.of(record.get()) : Value.wrong();
  }

  /** The elements of a list, if all of them are right. */
  static <T> Value<List<T>> list(List<Value<T>> elements) {
    return elements.stream().allMatch(Value::isRight)
        ? Value.of(elements.stream().map(Value::get).toList())
        : Value.wrong();
  }
}
