package io.lockstep.app.bench.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.bench.sign.Wishes.Wish;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignRowTest {

  @Test
  void percentileIsTheLeastThatSoManyDoNotExceed() {
    SignRow row =
        SignRow.of(
            IntStream.rangeClosed(1, 200).mapToObj(i -> Duration.ofMillis(201 - i)).toList());

    assertThat(row.millis(50)).isEqualTo(100);
    assertThat(row.millis(99)).isEqualTo(198);
    assertThat(row.millis(100)).isEqualTo(200);
    assertThat(SignRow.of(List.of(Duration.ofMillis(7))).millis(50)).isEqualTo(7);
  }

  @Test
  void noTwoCheckpointsAreAlike() {
    List<Wish> wishes = Wishes.within(Wishes.messagesFor(1_501));

    assertThat(wishes).hasSizeGreaterThanOrEqualTo(1_501);
    assertThat(new HashSet<>(wishes)).hasSameSizeAs(wishes);
    assertThat(wishes).allMatch(wish -> wish.from() < wish.nonce());
  }
}
