package io.lockstep.attestation.ceremony;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bouncycastle.util.BigIntegers;

/** Fresh random bytes, and what they were: tests look for secrets and misuse them. */
final class RememberedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient List<Bytes> drawn = new ArrayList<>();
  private final transient Deque<byte[]> chosen = new ArrayDeque<>();

  /** The next coefficients of a polynomial. */
  void choose(BigInteger... coefficients) {
    for (BigInteger coefficient : coefficients) {
      chosen.add(
          BigIntegers.asUnsignedByteArray(
              SecretPolynomial.RANDOM_LENGTH, coefficient.mod(Secp256k1.ORDER)));
    }
  }

  @Override
  public void nextBytes(byte[] bytes) {
    if (bytes.length == SecretPolynomial.RANDOM_LENGTH && !chosen.isEmpty()) {
      System.arraycopy(chosen.remove(), 0, bytes, 0, bytes.length);
    } else {
      super.nextBytes(bytes);
    }
    drawn.add(Bytes.copyOf(bytes));
  }

  /** All that was drawn, in that order. */
  List<Bytes> drawn() {
    return drawn;
  }

  /** What a participant draws first. */
  OneTimeKey oneTimeKey() {
    return OneTimeKey.decode(drawn.getFirst());
  }
}
