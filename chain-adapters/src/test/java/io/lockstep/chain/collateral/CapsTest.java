package io.lockstep.chain.collateral;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "65535, 65535",
    "65536, 65536",
    "65537, 65536",
    "131071, 131070",
    "1000000000000, 999989182464"
  })
  void keepsSixteenSignificantBits(BigInteger cap, BigInteger kept) {
    assertThat(Caps.asKept(cap)).isEqualTo(kept);
  }

  @Test
  void keepsTheHighestCapAlmost() {
    assertThat(Caps.asKept(Caps.MAX)).isEqualTo(BigInteger.valueOf(0xffff).shiftLeft(80));
  }
}
