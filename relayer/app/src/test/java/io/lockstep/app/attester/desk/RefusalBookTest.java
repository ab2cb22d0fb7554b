package io.lockstep.app.attester.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.RefusalCount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalBookTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  private final List<RefusalCount> written = new ArrayList<>();
  private boolean lost;
  private final RefusalBook book = new RefusalBook(this::add, InstantSource.fixed(NOW));

  private void add(List<RefusalCount> counts) {
    if (lost) {
      throw new IllegalStateException("lost");
    }
    written.addAll(counts);
  }

  private void refuse(String coordinator, String text) {
    book.add(coordinator, Optional.empty(), "NOT_FINAL", text);
  }

  @Test
  void countsWhatIsAlike() {
    refuse("one", "first");
    refuse("one", "second\nline");
    refuse("two", "third");

    book.write();
    book.write();

    assertThat(written)
        .containsExactlyInAnyOrder(
            new RefusalCount("one", Optional.empty(), "NOT_FINAL", 2, "second line", NOW),
            new RefusalCount("two", Optional.empty(), "NOT_FINAL", 1, "third", NOW));
  }

  @Test
  void whatCannotBeWrittenIsKept() {
    lost = true;
    refuse("one", "first");
    assertThatThrownBy(book::write).hasMessage("lost");
    refuse("one", "second");

    lost = false;
    book.write();

    assertThat(written).extracting(RefusalCount::refusals).containsExactly(2L);
  }

  @Test
  void aTextIsShortened() {
    refuse("one", "x".repeat(10_000));

    book.write();

    assertThat(written.getFirst().lastText()).hasSizeLessThan(600);
  }
}
