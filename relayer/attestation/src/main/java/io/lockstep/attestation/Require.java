package io.lockstep.attestation;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_ORDER;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * What public values must satisfy to exist. Secrets are never handed to it: it tells what it found.
 */
public final class Require {
  private Require() {}

  /** Both bounds belong to the range. */
  public static void inRange(BigInteger value, BigInteger min, BigInteger max, String what) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new AttestationException(
          OUT_OF_RANGE, what, "0x" + value.toString(16), "0x%x to 0x%x".formatted(min, max));
    }
  }

  public static void inRange(int value, int min, int max, String what) {
    if (value < min || value > max) {
      throw new AttestationException(OUT_OF_RANGE, what, value, min + " to " + max);
    }
  }

  public static void length(Bytes bytes, int expected, String what) {
    if (bytes.length() != expected) {
      throw new AttestationException(WRONG_LENGTH, what, bytes.length() + " bytes", expected);
    }
  }

  /** Whether so many bytes are left to read. */
  public static void remaining(ByteBuffer in, int length, String what) {
    if (in.remaining() < length) {
      throw new AttestationException(
          WRONG_LENGTH, what, in.remaining() + " bytes to go", "at least " + length);
    }
  }

  /** At least {@code header} bytes, and behind them whole entries. */
  public static void wholeEntries(Bytes bytes, int header, int entry, String what) {
    if (bytes.length() < header || (bytes.length() - header) % entry != 0) {
      throw new AttestationException(
          WRONG_LENGTH, what, bytes.length() + " bytes", header + " and a multiple of " + entry);
    }
  }

  /** Rising by identifier, which makes them unique and gives a set of signers one form. */
  public static <T, I extends Comparable<I>> void rising(
      List<T> entries, Function<T, I> identifier, String what) {
    for (int i = 1; i < entries.size(); i++) {
      I last = identifier.apply(entries.get(i - 1));
      I next = identifier.apply(entries.get(i));
      if (next.compareTo(last) <= 0) {
        throw new AttestationException(OUT_OF_ORDER, what, next, "more than " + last);
      }
    }
  }
}
