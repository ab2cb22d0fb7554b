package io.lockstep.attestation.frost;

import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * The hashes of RFC 9591 for this suite. H2, the challenge, is the protocol's {@link
 * io.lockstep.protocol.FrostChallenge}, because the gateway computes it too.
 */
final class FrostHash {
  private static final String CONTEXT = "FROST-secp256k1-SHA256-v1";
  private static final byte[] BINDING_FACTOR_TAG = expansionTag("rho");
  private static final byte[] NONCE_TAG = expansionTag("nonce");
  private static final byte[] MESSAGE_PREFIX = ascii(CONTEXT + "msg");
  private static final byte[] COMMITMENTS_PREFIX = ascii(CONTEXT + "com");

  /** SHA-256 hashes blocks of this length; RFC 9380's expansion begins with an empty one. */
  private static final byte[] ZERO_BLOCK = new byte[64];

  private static final int EXPANDED_LENGTH = 48;
  private static final byte[] EXPANDED_LENGTH_THEN_ZERO = {0, EXPANDED_LENGTH, 0};

  private FrostHash() {}

  /** H1. */
  static BigInteger bindingFactor(byte[]... parts) {
    return BigIntegers.fromUnsignedByteArray(expanded(BINDING_FACTOR_TAG, parts))
        .mod(Secp256k1.ORDER);
  }

  /** H3 before its reduction modulo the order, which is a matter of {@link SecretArithmetic}. */
  static byte[] wideNonce(byte[]... parts) {
    return expanded(NONCE_TAG, parts);
  }

  /** H4. */
  static byte[] message(byte[] message) {
    MessageDigest sha256 = sha256();
    sha256.update(MESSAGE_PREFIX);
    return sha256.digest(message);
  }

  /** H5. */
  static byte[] commitments(byte[] encoded) {
    MessageDigest sha256 = sha256();
    sha256.update(COMMITMENTS_PREFIX);
    return sha256.digest(encoded);
  }

  /** RFC 9380's expand_message_xmd over SHA-256, to 48 bytes. */
  private static byte[] expanded(byte[] tag, byte[]... parts) {
    MessageDigest sha256 = sha256();
    sha256.update(ZERO_BLOCK);
    for (byte[] part : parts) {
      sha256.update(part);
    }
    sha256.update(EXPANDED_LENGTH_THEN_ZERO);
    byte[] b0 = sha256.digest(tag);
    byte[] b1 = block(sha256, b0, 1, tag);
    byte[] b2 = block(sha256, xor(b0, b1), 2, tag);

    byte[] expanded = Arrays.copyOf(b1, EXPANDED_LENGTH);
    System.arraycopy(b2, 0, expanded, b1.length, EXPANDED_LENGTH - b1.length);
    return expanded;
  }

  private static byte[] block(MessageDigest sha256, byte[] chained, int number, byte[] tag) {
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

  /** The domain tag, and its length behind it. */
  private static byte[] expansionTag(String name) {
    byte[] tag = ascii(CONTEXT + name);
    byte[] withLength = Arrays.copyOf(tag, tag.length + 1);
    withLength[tag.length] = (byte) tag.length;
    return withLength;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
    }
  }
}
