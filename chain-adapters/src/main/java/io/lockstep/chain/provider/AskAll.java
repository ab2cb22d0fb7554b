package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import io.lockstep.core.Failure;
import io.lockstep.core.domain.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks all providers at once, and waits for none longer than for the others: each either answers in
 * time or is missing, with a reason.
 */
final class AskAll {

  private final ExecutorService executor;
  private final Duration patience;

  AskAll(ExecutorService executor, Duration patience) {
    this.executor = executor;
    this.patience = patience;
  }

  private record Asked<T>(Provider provider, Operation operation, Future<Answer<T>> answer) {}

  <T> List<Answer<T>> ask(
      List<Provider> providers, Operation operation, Function<Provider, T> question) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Asked<T>> asked = new ArrayList<>();
    for (Provider provider : providers) {
      asked.add(
          new Asked<>(provider, operation, executor.submit(() -> answer(provider, question))));
    }
    try {
      List<Answer<T>> answers = new ArrayList<>();
      for (Asked<T> one : asked) {
        answers.add(await(one, deadline));
      }
      return List.copyOf(answers);
    } finally {
      asked.forEach(one -> one.answer().cancel(true));
    }
  }

  private static <T> Answer<T> answer(Provider provider, Function<Provider, T> question) {
    if (provider.health() instanceof Health.Quarantined quarantined) {
      return new Answer.Missing<>(provider.name(), "quarantined: " + quarantined.reason());
    }
    try {
      return new Answer.Given<>(provider.name(), question.apply(provider));
    } catch (Failure e) {
      return new Answer.Missing<>(provider.name(), String.valueOf(e.getMessage()));
    }
  }

  private <T> Answer<T> await(Asked<T> asked, long deadline) {
    try {
      return asked.answer().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String why = "no answer within %d ms".formatted(patience.toMillis());
      asked.provider().tooLate(asked.operation(), why);
      return new Answer.Missing<>(asked.provider().name(), why);
    } catch (InterruptedException e) {
      throw ChainException.interrupted("asking all providers", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking " + asked.provider() + " failed unexpectedly", e);
    }
  }
}
