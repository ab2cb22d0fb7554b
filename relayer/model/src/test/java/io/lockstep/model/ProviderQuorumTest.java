package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.policy.ProviderQuorum.Verdict;
import io.lockstep.protocol.Keccak256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderQuorumTest {
  private static final BlockId BLOCK = new BlockId(7, Keccak256.ofText("seven"));
  private static final BlockId OTHER = new BlockId(7, Keccak256.ofText("another seven"));

  private final ProviderQuorum quorum = new ProviderQuorum(2, 3);

  @SafeVarargs
  @SuppressWarnings("varargs") // the elements are only read
  private static <T> List<Answer<T>> answers(int missing, T... given) {
    List<Answer<T>> answers = new ArrayList<>();
    for (T value : given) {
      answers.add(new Answer.Given<>("provider-" + answers.size(), value));
    }
    for (int i = 0; i < missing; i++) {
      answers.add(new Answer.Missing<>("provider-" + answers.size(), "no answer"));
    }
    return answers;
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "2,4", "4,3", "1,0", "2,5"})
  void isMoreThanHalfAndAtMostAll(int quorum, int configured) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProviderQuorum(quorum, configured))
        .withMessageContaining("found %d of %d", quorum, configured);
  }

  @Test
  void heightIsTheOneThatAQuorumHasReached() {
    assertThat(quorum.finalHeight(answers(0, 10L, 30L, 20L))).hasValue(20);
    assertThat(quorum.finalHeight(answers(1, 10L, 30L))).hasValue(10);
    assertThat(quorum.finalHeight(answers(2, 30L))).isEmpty();
    assertThat(quorum.finalHeight(answers(0, 5L, Long.MAX_VALUE, 5L))).hasValue(5);
  }

  @Test
  void blockIsFinalIfAQuorumHasItAndCallsItFinal() {
    assertThat(quorum.judge(BLOCK, answers(0, 7L, 8L, 6L), answers(0, BLOCK, BLOCK, OTHER)))
        .isEqualTo(new Verdict.Final());
    assertThat(quorum.judge(BLOCK, answers(1, 7L, 8L), answers(1, BLOCK, BLOCK)))
        .isEqualTo(new Verdict.Final());
  }

  @Test
  void whoDoesNotCallTheHeightFinalHasNoVote() {
    assertThat(quorum.judge(BLOCK, answers(0, 7L, 6L, 6L), answers(0, BLOCK, BLOCK, BLOCK)))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void heightsAndBlocksOfDifferentProvidersDoNotAddUp() {
    List<Answer<Long>> heights = answers(2, 9L);
    List<Answer<BlockId>> blocks =
        List.of(
            new Answer.Missing<>("provider-0", "no answer"),
            new Answer.Given<>("provider-1", BLOCK),
            new Answer.Given<>("provider-2", BLOCK));

    assertThat(quorum.judge(BLOCK, heights, blocks)).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void anotherBlockOfTheQuorumReplacesIt() {
    assertThat(quorum.judge(BLOCK, answers(0, 9L, 9L, 9L), answers(0, OTHER, BLOCK, OTHER)))
        .isEqualTo(new Verdict.Replaced(OTHER));
  }

  @Test
  void blockOfAnotherHeightIsNoAnswer() {
    BlockId higher = new BlockId(8, Keccak256.ofText("eight"));

    assertThat(quorum.judge(BLOCK, answers(0, 9L, 9L, 9L), answers(0, higher, higher, BLOCK)))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void undecidedTellsWhoIsMissing() {
    assertThat(quorum.judge(BLOCK, answers(1, 9L, 9L), answers(2, BLOCK)))
        .isInstanceOfSatisfying(
            Verdict.Undecided.class,
            undecided ->
                assertThat(undecided.why())
                    .contains("found 1 of 3", "expected 2", "provider-1: no answer"));
  }

  /** One provider under two names, or one that was left out, would make agreement cheaper. */
  @Test
  void everyConfiguredProviderHasOneAnswer() {
    List<Answer<Long>> twice =
        List.of(
            new Answer.Given<>("a", 1L), new Answer.Given<>("a", 1L), new Answer.Given<>("b", 1L));

    assertThatIllegalStateException().isThrownBy(() -> quorum.finalHeight(twice));
    assertThatIllegalStateException().isThrownBy(() -> quorum.finalHeight(answers(0, 1L, 1L)));
  }
}
