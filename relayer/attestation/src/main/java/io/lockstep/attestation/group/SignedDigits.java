package io.lockstep.attestation.group;

import java.math.BigInteger;

/**
 * A number as a sum of odd digits times powers of two: the non-adjacent form of a width w. Digits
 * are below 2^(w−1) by amount, and behind each one stand at least w − 1 zeros.
 */
final class SignedDigits {
  private static final int BITS_MAX = 128;

  private final byte[] digits;

  private SignedDigits(byte[] digits) {
    this.digits = digits;
  }

  /**
   * @param number of either sign, and of at most 128 bits
   * @param width from 2 to 8
   */
  static SignedDigits of(BigInteger number, int width) {
    BigInteger amount = number.abs();
    if (amount.bitLength() > BITS_MAX) {
      throw new IllegalArgumentException("found %d bits".formatted(amount.bitLength()));
    }
    long low = amount.longValue();
    long high = amount.shiftRight(Long.SIZE).longValue();
    byte[] digits = new byte[amount.bitLength() + 1];
    int carry = 0;
    int place = 0;
    while (place < digits.length) {
      int window = (int) from(place, low, high) & (1 << width) - 1;
      if ((window & 1) == carry) {
        place++;
      } else {
        int digit = window + carry;
        carry = digit >> (width - 1);
        digit -= carry << width;
        digits[place] = (byte) (number.signum() * digit);
        place += width;
      }
    }
    return new SignedDigits(digits);
  }

  /** The bits from this place upwards. */
  private static long from(int place, long low, long high) {
    if (place == 0) {
      return low;
    }
    return place < Long.SIZE
        ? low >>> place | high << (Long.SIZE - place)
        : place < BITS_MAX ? high >>> (place - Long.SIZE) : 0;
  }

  int length() {
    return digits.length;
  }

  /** Zero at the places beyond the length, too. */
  int at(int place) {
    return place < digits.length ? digits[place] : 0;
  }
}
