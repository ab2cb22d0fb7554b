package io.lockstep.model.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way that a small world can go, with the stages as they are; and what is seen when one of
 * them is broken. A larger world, of so many messages on each lane, faults and take-overs: {@code
 * -Dlockstep.model=2,1,1,1}.
 */
class ModelCheckerTest {
  private static final int SITUATIONS_MAX = 100_000;

  static Stream<Scope> scopes() {
    return Stream.of(
        Scope.of(1, 1, 0, 1),
        Scope.of(2, 0, 0, 1).withHold(),
        Scope.of(1, 0, 1, 0).withMovingSource(),
        Scope.of(1, 0, 0, 1).withDeadline());
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void everyPromiseHoldsInEverySituation(Scope scope) {
    ModelChecker checker = new ModelChecker(scope, Mutation.NONE, SITUATIONS_MAX);

    assertThat(checker.run()).isEmpty();

    assertThat(checker.isComplete()).isTrue();
    assertThat(checker.situations()).isGreaterThan(100);
  }

  @Test
  void everyPromiseHoldsInAWorldOfAnySize() {
    int[] sizes =
        Arrays.stream(System.getProperty("lockstep.model", "1,0,0,1").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    Scope scope = Scope.of(sizes[0], sizes[1], sizes[2], sizes[3]);
    ModelChecker checker = new ModelChecker(scope, Mutation.NONE, 5_000_000);

    assertThat(checker.run()).isEmpty();

    System.out.printf(
        "%s: %d situations, %d transitions, %s%n",
        scope,
        checker.situations(),
        checker.transitions(),
        checker.isComplete() ? "all of them" : "and more that were not looked at");
  }

  @Test
  void everyMutationHasItsCounterexample() {
    assertThat(counterexamples().map(arguments -> arguments.get()[0]))
        .containsExactlyInAnyOrder(
            Arrays.stream(Mutation.values()).filter(one -> one != Mutation.NONE).toArray());
  }

  private static Scope scopeOf(Mutation mutation) {
    return switch (mutation) {
      case ATTESTS_THE_TIP -> Scope.of(1, 0, 1, 0).withMovingSource();
      case DROPS_HOLDS -> Scope.of(1, 0, 0, 0).withHold();
      case REFUNDS_BY_THE_SOURCES_CLOCK -> Scope.of(1, 0, 0, 0).withDeadline();
      case NONE,
          CLOSES_ON_A_RECEIPT,
          FORGETS_LIVE_RANGES,
          BROADCASTS_BEFORE_STORING,
          TREATS_UNKNOWN_AS_FAILED,
          PLANS_FROM_MEMORY,
          NO_FENCING,
          NEVER_REBROADCASTS ->
          Scope.of(1, 0, 1, 1);
    };
  }

  /** The shortest ways to a broken promise that are known. */
  static Stream<Arguments> counterexamples() {
    return Stream.of(
        Arguments.of(
            Mutation.ATTESTS_THE_TIP,
            "I4: nothing is delivered that the source did not append",
            List.of(
                "a: first lane: attest",
                "a: track",
                "a: first lane: submit",
                "a block is mined",
                "the source's newest message is another")),
        Arguments.of(
            Mutation.CLOSES_ON_A_RECEIPT,
            "a transaction nonce is open until it is used at finality",
            List.of(
                "a: first lane: attest",
                "a: track",
                "a: first lane: submit",
                "a block is mined",
                "a: track")),
        Arguments.of(
            Mutation.DROPS_HOLDS,
            "what policy holds is delivered by a ruling only",
            List.of(
                "a: first lane: attest", "a: track", "a: first lane: submit", "a block is mined")),
        Arguments.of(
            Mutation.FORGETS_LIVE_RANGES,
            "I10: live delivery ranges of a lane never overlap",
            List.of(
                "a: first lane: attest",
                "a: track",
                "a: first lane: submit",
                "a: first lane: submit")),
        Arguments.of(
            Mutation.BROADCASTS_BEFORE_STORING,
            "I10: the signed bytes are durable before they are sent",
            List.of(
                "a: first lane: attest",
                "a: track",
                "a: first lane: submit, crash after effect 1")),
        Arguments.of(
            Mutation.TREATS_UNKNOWN_AS_FAILED,
            "an intent ends only when the chain has shown its end",
            List.of("a: first lane: attest", "a: track", "a: first lane: submit, no answer")),
        Arguments.of(
            Mutation.PLANS_FROM_MEMORY,
            "I16: stuck",
            List.of(
                "a: first lane: attest",
                "a: track",
                "a: first lane: submit",
                "the key is used elsewhere",
                "and then only fair rounds of b")),
        Arguments.of(
            Mutation.NO_FENCING,
            "I11: a write is accepted only under the current lease epoch",
            List.of("b takes over the lanes", "a: first lane: attest")),
        Arguments.of(
            Mutation.NEVER_REBROADCASTS,
            "I16: stuck",
            List.of(
                "a: first lane: attest",
                "a: track",
                "a: first lane: submit, crash after effect 1",
                "and then only fair rounds of b")),
        Arguments.of(
            Mutation.REFUNDS_BY_THE_SOURCES_CLOCK,
            "I3: a message is delivered at most once, and never both ways",
            List.of(
                "a: first lane: attest",
                "a: track",
                "a: first lane: submit",
                "a block is mined",
                "the source refunds")));
  }

  @ParameterizedTest
  @MethodSource("counterexamples")
  void theShortestCounterexampleIs(Mutation mutation, String property, List<String> trace) {
    Violation found =
        new ModelChecker(scopeOf(mutation), mutation, SITUATIONS_MAX).run().orElseThrow();

    assertThat(found.property()).startsWith(property);
    assertThat(found.trace()).isEqualTo(trace);
  }
}
