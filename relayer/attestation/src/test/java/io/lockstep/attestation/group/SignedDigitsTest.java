package io.lockstep.attestation.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedDigitsTest {
  private final Seed seed = Seed.next();
  private final Random random = seed.random();

  @Test
  void digitsAddUpToTheNumber() {
    for (int i = 0; i < 5_000; i++) {
      int width = 2 + random.nextInt(7);
      BigInteger number = new BigInteger(random.nextInt(129), random);
      BigInteger signed = random.nextBoolean() ? number : number.negate();

      assertThat(value(SignedDigits.of(signed, width), width)).as("%s", seed).isEqualTo(signed);
    }
  }

  @Test
  void digitsOfTheGreatestNumberAddUp() {
    BigInteger greatest = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);
    for (int width = 2; width <= 8; width++) {
      assertThat(value(SignedDigits.of(greatest, width), width)).isEqualTo(greatest);
      assertThat(value(SignedDigits.of(greatest.negate(), width), width))
          .isEqualTo(greatest.negate());
    }
  }

  @Test
  void longerNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedDigits.of(BigInteger.TWO.pow(128), 5));
  }

  /** The sum, after a look at each digit: odd, small, and far enough from the next. */
  private BigInteger value(SignedDigits digits, int width) {
    BigInteger value = BigInteger.ZERO;
    int lastPlace = -width;
    for (int place = 0; place < digits.length(); place++) {
      int digit = digits.at(place);
      if (digit != 0) {
        assertThat(Math.abs(digit)).as("%s", seed).isOdd().isLessThan(1 << (width - 1));
        assertThat(place - lastPlace).as("%s", seed).isGreaterThanOrEqualTo(width);
        lastPlace = place;
      }
      value = value.add(BigInteger.valueOf(digit).shiftLeft(place));
    }
    assertThat(digits.at(digits.length())).isZero();
    return value;
  }
}
