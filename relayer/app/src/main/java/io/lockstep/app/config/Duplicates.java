package io.lockstep.app.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What must be there once: one provider under two names would vote twice. */
public final class Duplicates {
  private Duplicates() {}

  public static <T> void refuse(
      Section section, String key, List<T> elements, Function<T, Object> by, String what) {
    Set<Object> known = new HashSet<>();
    for (T element : elements) {
      Object value = by.apply(element);
      if (!known.add(value)) {
        section.wrong(key, "found the %s %s twice, expected it once".formatted(what, value));
      }
    }
  }
}
