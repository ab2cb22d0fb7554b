package io.lockstep.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * RFC 9380's hash_to_field for this group's order, over SHA-256, under one domain tag. RFC 9591
 * makes H1, H2 and H3 of it; the key ceremony its challenge.
 */
public final class HashToScalar {
  /** SHA-256 hashes blocks of this length; RFC 9380's expansion begins with an empty one. */
  private static final byte[] ZERO_BLOCK = new byte[64];

  private static final int EXPANDED_LENGTH = 48;
  private static final byte[] EXPANDED_LENGTH_THEN_ZERO = {0, EXPANDED_LENGTH, 0};

  private final byte[] tag;

  private HashToScalar(byte[] tag) {
    this.tag = tag;
  }

  /** Under the domain tag of this name; its length stands behind it. */
  public static HashToScalar under(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    byte[] tag = Arrays.copyOf(ascii, ascii.length + 1);
    tag[ascii.length] = (byte) ascii.length;
    return new HashToScalar(tag);
  }

  /** Of all parts, one behind the other. */
  public BigInteger scalar(byte[]... parts) {
    return BigIntegers.fromUnsignedByteArray(wide(parts)).mod(Secp256k1.ORDER);
  }

  /**
   * RFC 9380's expand_message_xmd, to 48 bytes, before the reduction modulo the order: what becomes
   * a secret is reduced where secrets are computed with.
   */
  public byte[] wide(byte[]... parts) {
    MessageDigest sha256 = sha256();
    sha256.update(ZERO_BLOCK);
    for (byte[] part : parts) {
      sha256.update(part);
    }
    sha256.update(EXPANDED_LENGTH_THEN_ZERO);
    byte[] b0 = sha256.digest(tag);
    byte[] b1 = block(sha256, b0, 1);
    byte[] b2 = block(sha256, xor(b0, b1), 2);

    byte[] expanded = Arrays.copyOf(b1, EXPANDED_LENGTH);
    System.arraycopy(b2, 0, expanded, b1.length, EXPANDED_LENGTH - b1.length);
    return expanded;
  }

  private byte[] block(MessageDigest sha256, byte[] chained, int number) {
    sha256.update(chained);
    sha256.update((byte) number);
    return sha256.digest(tag);
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
