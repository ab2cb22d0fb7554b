package io.lockstep.core.policy;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.Answer.Given;
import io.lockstep.core.domain.Answer.Missing;
import io.lockstep.core.domain.BlockId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many of the configured providers must agree. Those that do not answer still count among the
 * configured: failover makes reading possible, it never makes agreement cheaper.
 */
public record ProviderQuorum(int quorum, int configured) {
  public ProviderQuorum {
    if (configured < 1 || quorum > configured || 2 * quorum <= configured) {
      throw new IllegalArgumentException(
          "quorum of providers: found %d of %d, expected more than half and at most all"
              .formatted(quorum, configured));
    }
  }

  /** What the quorum says of a block. */
  public sealed interface Verdict {
    record Final() implements Verdict {}

    /** A quorum calls another block of this height final. */
    record Replaced(BlockId by) implements Verdict {}

    record Undecided(String why) implements Verdict {}
  }

  /** The greatest height that at least a quorum calls final. */
  public OptionalLong finalHeight(List<Answer<Long>> heights) {
    return atLeastByQuorum(heights, Long::longValue);
  }

  /** The greatest height that at least a quorum has come to. */
  public OptionalLong heightReached(List<Answer<BlockId>> tips) {
    return atLeastByQuorum(tips, BlockId::number);
  }

  private <T> OptionalLong atLeastByQuorum(List<Answer<T>> answers, ToLongFunction<T> height) {
    requireOneOfEach(answers);
    List<Long> given =
        given(answers)
            .map(answer -> height.applyAsLong(answer.value()))
            .sorted(Comparator.reverseOrder())
            .toList();
    return given.size() < quorum ? OptionalLong.empty() : OptionalLong.of(given.get(quorum - 1));
  }

  /**
   * Whether a quorum calls exactly this block final. A provider counts only if it calls the height
   * final and has this block there.
   */
  public Verdict judge(BlockId block, List<Answer<Long>> heights, List<Answer<BlockId>> blocks) {
    requireOneOfEach(heights);
    requireOneOfEach(blocks);
    Set<String> finalizing =
        given(heights)
            .filter(answer -> answer.value() >= block.number())
            .map(Given::provider)
            .collect(Collectors.toSet());
    Map<BlockId, Long> votes =
        given(blocks)
            .filter(answer -> finalizing.contains(answer.provider()))
            .map(Given::value)
            .filter(named -> named.number() == block.number())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return votes.entrySet().stream()
        .filter(entry -> entry.getValue() >= quorum)
        .map(Map.Entry::getKey)
        .findFirst()
        .map(named -> named.equals(block) ? new Verdict.Final() : new Verdict.Replaced(named))
        .orElseGet(() -> new Verdict.Undecided(why(block, votes, heights, blocks)));
  }

  private String why(
      BlockId block,
      Map<BlockId, Long> votes,
      List<Answer<Long>> heights,
      List<Answer<BlockId>> blocks) {
    String missing =
        Stream.of(heights, blocks)
            .flatMap(List::stream)
            .map(ProviderQuorum::missing)
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return "%s: found %d of %d providers that call it final and %d that call another final, expected %d%s"
        .formatted(
            block,
            votes.getOrDefault(block, 0L),
            configured,
            votes.values().stream().mapToLong(count -> count).sum() - votes.getOrDefault(block, 0L),
            quorum,
            missing.isEmpty() ? "" : " (" + missing + ")");
  }

  private static String missing(Answer<?> answer) {
    return switch (answer) {
      case Given<?> _ -> "";
      case Missing<?>(String provider, String why) -> provider + ": " + why;
    };
  }

  private static <T> Stream<Given<T>> given(List<Answer<T>> answers) {
    return answers.stream()
        .mapMulti((answer, out) -> {
          if (answer instanceof Given<T> one) {
            out.accept(one);
          }
        });
  }

  private void requireOneOfEach(List<? extends Answer<?>> answers) {
    long providers = answers.stream().map(Answer::provider).distinct().count();
    if (answers.size() != configured || providers != configured) {
      throw new IllegalStateException(
          "answers: found %d by %d providers, expected one of each of %d"
              .formatted(answers.size(), providers, configured));
    }
  }
}
