package io.lockstep.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The challenge c of a signature: RFC 9591's H2, which is RFC 9380's expand_message_xmd over
 * SHA-256 to 48 bytes, reduced modulo the group's order.
 */
public final class FrostChallenge {
  /** The domain tag, and its length behind it. */
  private static final byte[] TAG =
      "FROST-secp256k1-SHA256-v1chal\u001d".getBytes(StandardCharsets.US_ASCII);

  /** SHA-256 hashes blocks of this length; the RFC begins with an empty one. */
  private static final byte[] ZERO_BLOCK = new byte[64];

  private static final int EXPANDED_LENGTH = 48;
  private static final byte[] EXPANDED_LENGTH_THEN_ZERO = {0, EXPANDED_LENGTH, 0};

  private FrostChallenge() {}

  public static BigInteger of(GroupKey key, CurvePoint r, Bytes message) {
    MessageDigest sha256 = sha256();
    sha256.update(ZERO_BLOCK);
    sha256.update(r.compressed().asByteBuffer());
    sha256.update(key.point().compressed().asByteBuffer());
    sha256.update(message.asByteBuffer());
    sha256.update(EXPANDED_LENGTH_THEN_ZERO);
    byte[] b0 = sha256.digest(TAG);
    byte[] b1 = block(sha256, b0, 1);
    byte[] b2 = block(sha256, xor(b0, b1), 2);

    byte[] expanded = Arrays.copyOf(b1, EXPANDED_LENGTH);
    System.arraycopy(b2, 0, expanded, b1.length, EXPANDED_LENGTH - b1.length);
    return new BigInteger(1, expanded).mod(Secp256k1.ORDER);
  }

  private static byte[] block(MessageDigest sha256, byte[] chained, int number) {
    sha256.update(chained);
    sha256.update((byte) number);
    return sha256.digest(TAG);
  }

  private static byte[] xor(byte[] one, byte[] other) {
    byte[] result = one.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= other[i];
    }
    return result;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
    }
  }
}
