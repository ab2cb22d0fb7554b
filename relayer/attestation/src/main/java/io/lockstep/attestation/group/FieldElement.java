package io.lockstep.attestation.group;

import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;

/**
 * A number modulo p = 2^256 − 2^32 − 977, in five limbs of 52 bits, the low one first. It exists
 * because a sum of products is nearly nothing but multiplications in this field, and these take
 * well under the time of Bouncy Castle's on limbs of 32 bits.
 *
 * <p>Limbs have room above their 52 bits (the highest, above 48), so sums and differences are taken
 * limb by limb and carry nothing. The <em>weight</em> of a number says how often a limb of it may
 * hold what a product's limb can: products, squares and what has been {@link #carried} weigh one, a
 * sum weighs what both weigh together. Factors weigh at most 15, a subtrahend at most 3, and a
 * difference weighs 4 more than what it was taken from. A number has many forms, so there is no
 * equality, only {@link #isZero}, which alone branches.
 */
final class FieldElement {
  static final FieldElement ZERO = new FieldElement(0, 0, 0, 0, 0);
  static final FieldElement ONE = new FieldElement(1, 0, 0, 0, 0);

  private static final int BITS = 52;
  private static final int TOP_BITS = 48;
  private static final long MASK = (1L << BITS) - 1;
  private static final long TOP_MASK = (1L << TOP_BITS) - 1;

  /** 2^256 modulo p. */
  private static final long FOLD = (1L << 32) + 977;

  /** 2^260 modulo p: what the first limb above the five is worth. */
  private static final long WIDE_FOLD = FOLD << (5 * BITS - 256);

  /** Shifted so that the high word of a product is the product without its lowest 52 bits. */
  private static final long WIDE_FOLD_SHIFTED = WIDE_FOLD << (Long.SIZE - BITS);

  /** Two factors shifted by so much have the same effect. */
  private static final int SHIFT = (Long.SIZE - BITS) / 2;

  /** 4p, whose limbs are larger than those of a weight of 3, so that a difference has no sign. */
  private static final long MULTIPLE_LOW = 4 * (MASK + 1 - FOLD);

  private static final long MULTIPLE = 4 * MASK;
  private static final long MULTIPLE_TOP = 4 * TOP_MASK;

  private final long a0;
  private final long a1;
  private final long a2;
  private final long a3;
  private final long a4;

  private FieldElement(long a0, long a1, long a2, long a3, long a4) {
    this.a0 = a0;
    this.a1 = a1;
    this.a2 = a2;
    this.a3 = a3;
    this.a4 = a4;
  }

  /** Of a number from 0 to p − 1. */
  static FieldElement of(BigInteger number) {
    return new FieldElement(
        number.longValue() & MASK,
        number.shiftRight(BITS).longValue() & MASK,
        number.shiftRight(2 * BITS).longValue() & MASK,
        number.shiftRight(3 * BITS).longValue() & MASK,
        number.shiftRight(4 * BITS).longValue());
  }

  /** From 0 to p − 1. */
  BigInteger toBigInteger() {
    BigInteger number = BigInteger.valueOf(a4);
    for (long limb : new long[] {a3, a2, a1, a0}) {
      number = number.shiftLeft(BITS).add(BigInteger.valueOf(limb));
    }
    return number.mod(Secp256k1.FIELD);
  }

  /** Moves what is above each limb to the next; 2^256, above the last, comes back as 2^32 + 977. */
  FieldElement carried() {
    return new FieldElement(
        (a0 & MASK) + (a4 >>> TOP_BITS) * FOLD,
        (a1 & MASK) + (a0 >>> BITS),
        (a2 & MASK) + (a1 >>> BITS),
        (a3 & MASK) + (a2 >>> BITS),
        (a4 & TOP_MASK) + (a3 >>> BITS));
  }

  FieldElement plus(FieldElement b) {
    return new FieldElement(a0 + b.a0, a1 + b.a1, a2 + b.a2, a3 + b.a3, a4 + b.a4);
  }

  FieldElement minus(FieldElement b) {
    return new FieldElement(
        a0 - b.a0 + MULTIPLE_LOW,
        a1 - b.a1 + MULTIPLE,
        a2 - b.a2 + MULTIPLE,
        a3 - b.a3 + MULTIPLE,
        a4 - b.a4 + MULTIPLE_TOP);
  }

  FieldElement negated() {
    return ZERO.minus(this);
  }

  FieldElement times(int factor) {
    return new FieldElement(a0 * factor, a1 * factor, a2 * factor, a3 * factor, a4 * factor);
  }

  /**
   * Column by column. Of a product of limbs, the part above 52 bits belongs to the next column, so
   * these high parts are summed for themselves. The rest needs no mask: the sum of whole products
   * less the sum of their high parts is exact modulo 2^64, and small.
   */
  FieldElement times(FieldElement b) {
    long b0 = b.a0;
    long b1 = b.a1;
    long b2 = b.a2;
    long b3 = b.a3;
    long b4 = b.a4;
    long h0 = high(a0, b0);
    long h1 = high(a0, b1) + high(a1, b0);
    long h2 = high(a0, b2) + high(a1, b1) + high(a2, b0);
    long h3 = high(a0, b3) + high(a1, b2) + high(a2, b1) + high(a3, b0);
    long h4 = high(a0, b4) + high(a1, b3) + high(a2, b2) + high(a3, b1) + high(a4, b0);
    long h5 = high(a1, b4) + high(a2, b3) + high(a3, b2) + high(a4, b1);
    long h6 = high(a2, b4) + high(a3, b3) + high(a4, b2);
    long h7 = high(a3, b4) + high(a4, b3);
    long h8 = high(a4, b4);
    return reduced(
        low(a0 * b0, h0),
        low(a0 * b1 + a1 * b0, h1) + h0,
        low(a0 * b2 + a1 * b1 + a2 * b0, h2) + h1,
        low(a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0, h3) + h2,
        low(a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0, h4) + h3,
        low(a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1, h5) + h4,
        low(a2 * b4 + a3 * b3 + a4 * b2, h6) + h5,
        low(a3 * b4 + a4 * b3, h7) + h6,
        low(a4 * b4, h8) + h7,
        h8);
  }

  /** As {@link #times} itself, where every product of two different limbs comes twice. */
  FieldElement squared() {
    long twice0 = 2 * a0;
    long twice1 = 2 * a1;
    long twice2 = 2 * a2;
    long twice3 = 2 * a3;
    long h0 = high(a0, a0);
    long h1 = high(twice0, a1);
    long h2 = high(twice0, a2) + high(a1, a1);
    long h3 = high(twice0, a3) + high(twice1, a2);
    long h4 = high(twice0, a4) + high(twice1, a3) + high(a2, a2);
    long h5 = high(twice1, a4) + high(twice2, a3);
    long h6 = high(twice2, a4) + high(a3, a3);
    long h7 = high(twice3, a4);
    long h8 = high(a4, a4);
    return reduced(
        low(a0 * a0, h0),
        low(twice0 * a1, h1) + h0,
        low(twice0 * a2 + a1 * a1, h2) + h1,
        low(twice0 * a3 + twice1 * a2, h3) + h2,
        low(twice0 * a4 + twice1 * a3 + a2 * a2, h4) + h3,
        low(twice1 * a4 + twice2 * a3, h5) + h4,
        low(twice2 * a4 + a3 * a3, h6) + h5,
        low(twice3 * a4, h7) + h6,
        low(a4 * a4, h8) + h7,
        h8);
  }

  /** A product of limbs, less its lowest 52 bits. */
  private static long high(long limb, long other) {
    return Math.multiplyHigh(limb << SHIFT, other << SHIFT);
  }

  /** What a column keeps when its high part has gone to the next. */
  private static long low(long products, long high) {
    return products - (high << BITS);
  }

  /** Folds the upper five columns into the lower, then what this carries above them. */
  private static FieldElement reduced(
      long c0, long c1, long c2, long c3, long c4, long c5, long c6, long c7, long c8, long c9) {
    long h5 = Math.multiplyHigh(c5, WIDE_FOLD_SHIFTED);
    long h6 = Math.multiplyHigh(c6, WIDE_FOLD_SHIFTED);
    long h7 = Math.multiplyHigh(c7, WIDE_FOLD_SHIFTED);
    long h8 = Math.multiplyHigh(c8, WIDE_FOLD_SHIFTED);
    long h9 = Math.multiplyHigh(c9, WIDE_FOLD_SHIFTED);
    long above = Math.multiplyHigh(h9, WIDE_FOLD_SHIFTED);
    long d0 = c0 + low(c5 * WIDE_FOLD, h5) + low(h9 * WIDE_FOLD, above);
    long d1 = c1 + low(c6 * WIDE_FOLD, h6) + h5 + above + (d0 >>> BITS);
    long d2 = c2 + low(c7 * WIDE_FOLD, h7) + h6 + (d1 >>> BITS);
    long d3 = c3 + low(c8 * WIDE_FOLD, h8) + h7 + (d2 >>> BITS);
    long d4 = c4 + low(c9 * WIDE_FOLD, h9) + h8 + (d3 >>> BITS);
    return new FieldElement(
        (d0 & MASK) + (d4 >>> TOP_BITS) * FOLD, d1 & MASK, d2 & MASK, d3 & MASK, d4 & TOP_MASK);
  }

  /** Carried to the end, zero has two forms: 0 and p. */
  boolean isZero() {
    long b0 = a0 + (a4 >>> TOP_BITS) * FOLD;
    long b1 = a1 + (b0 >>> BITS);
    long b2 = a2 + (b1 >>> BITS);
    long b3 = a3 + (b2 >>> BITS);
    long b4 = (a4 & TOP_MASK) + (b3 >>> BITS);
    long anyBit = ((b0 | b1 | b2 | b3) & MASK) | b4;
    long everyBit = b1 & b2 & b3 & MASK;
    boolean isP = (b0 & MASK) == MASK + 1 - FOLD && everyBit == MASK && b4 == TOP_MASK;
    return anyBit == 0 || isP;
  }
}
