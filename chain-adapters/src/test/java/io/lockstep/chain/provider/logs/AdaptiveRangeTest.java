package io.lockstep.chain.provider.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveRangeTest {

  private final List<Long> told = new ArrayList<>();
  private final AdaptiveRange range = new AdaptiveRange(1_000, told::add);

  private void growToTheMost() {
    for (int i = 0; i < 40; i++) {
      range.growBeyond(range.blocks());
    }
  }

  @Test
  void beginsSmallAndDoublesWhileNobodyObjects() {
    assertThat(range.blocks()).isEqualTo(32);

    growToTheMost();

    assertThat(told).containsExactly(64L, 128L, 256L, 512L, 1_000L);
  }

  @Test
  void beginsWithNoMoreThanIsAllowed() {
    assertThat(new AdaptiveRange(8, told::add).blocks()).isEqualTo(8);
  }

  @Test
  void halvesUntilOneIsLeft() {
    growToTheMost();
    told.clear();
    for (int i = 0; i < 20; i++) {
      range.shrinkBelow(range.blocks());
    }

    assertThat(range.blocks()).isEqualTo(1);
    assertThat(told).startsWith(500L, 250L).doesNotHaveDuplicates();
  }

  @Test
  void shrinksBelowWhatWasAskedRatherThanWhatWasAllowed() {
    range.shrinkBelow(10);

    assertThat(range.blocks()).isEqualTo(5);
  }

  @Test
  void growsSlowlyAfterAnObjectionAndOnlyWhenItWasUsedUp() {
    growToTheMost();
    range.shrinkBelow(1_000);
    range.growBeyond(499);
    assertThat(range.blocks()).isEqualTo(500);

    range.growBeyond(500);
    assertThat(range.blocks()).isEqualTo(562);

    growToTheMost();
    assertThat(range.blocks()).isEqualTo(1_000);
  }
}
