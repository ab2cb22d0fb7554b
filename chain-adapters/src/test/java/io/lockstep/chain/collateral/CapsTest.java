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
    "524287, 524287",
    "524288, 524280",
    "524289, 524280",
    "5242879, 5242870",
    "1234567890123, 1234560000000",
    "1000000000000, 1000000000000"
  })
  void keepsTheFirstDigits(BigInteger cap, BigInteger kept) {
    assertThat(Caps.asKept(cap)).isEqualTo(kept);
  }

  @Test
  void keepsTheHighestCapAlmost() {
    assertThat(Caps.asKept(Caps.MAX)).isEqualTo(new BigInteger("79228000000000000000000000000"));
  }
}
