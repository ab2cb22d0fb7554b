package io.lockstep.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.ChainException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x0a, 0x0d, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x200b, 0x200f, 0x2028,
        0x2029, 0x202e, 0x2066, 0x2069, 0xd800, 0xfeff, 0xe0001
      })
  void whatControlsIsReplaced(int point) {
    String hidden = new StringBuilder("a").appendCodePoint(point).append('b').toString();

    assertThat(ForeignText.visible(hidden)).isEqualTo("a·b");
    assertThat(new ChainException(Code.RPC_ERROR, hidden)).hasMessage("a·b");
  }

  @Test
  void whatIsSeenStays() {
    String seen = "it says: “näh”, 没有 😀 – a → b…";

    assertThat(ForeignText.visible(seen)).isSameAs(seen);
  }

  @Test
  void excerptIsCutAndTellsSo() {
    assertThat(ForeignText.excerpt("abc", 3)).isEqualTo("abc");
    assertThat(ForeignText.excerpt("ab\033c", 3)).isEqualTo("ab·…");
  }
}
