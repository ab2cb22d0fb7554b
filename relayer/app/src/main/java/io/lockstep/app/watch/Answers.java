package io.lockstep.app.watch;

import io.lockstep.core.domain.Answer;
import java.util.stream.Stream;

/** What there is of answers. */
final class Answers {
  private Answers() {}

  static <T> Stream<T> given(Answer<T> answer) {
    return switch (answer) {
      case Answer.Given<T>(String _, T value) -> Stream.of(value);
      case Answer.Missing<T> _ -> Stream.empty();
    };
  }
}
