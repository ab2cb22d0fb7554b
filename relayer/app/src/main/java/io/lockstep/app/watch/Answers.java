package io.lockstep.app.watch;

import io.lockstep.core.domain.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a question that all providers were asked. */
final class Answers {
  private Answers() {}

  static <T> Stream<T> given(Answer<T> answer) {
    return switch (answer) {
      case Answer.Given<T>(String _, T value) -> Stream.of(value);
      case Answer.Missing<T> _ -> Stream.empty();
    };
  }

  /** Each provider with its answer, or why it has none. */
  static String text(List<? extends Answer<?>> answers) {
    return answers.stream().map(Answer::toString).collect(Collectors.joining("; "));
  }
}
