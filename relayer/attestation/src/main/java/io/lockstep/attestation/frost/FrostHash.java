package io.lockstep.attestation.frost;

import io.lockstep.protocol.HashToScalar;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 9591 for this suite. H2, the challenge, is the protocol's {@link
 * io.lockstep.protocol.FrostChallenge}, because the gateway computes it too.
 */
final class FrostHash {
  private static final String CONTEXT = "FROST-secp256k1-SHA256-v1";
  private static final HashToScalar BINDING_FACTOR = HashToScalar.under(CONTEXT + "rho");
  private static final HashToScalar NONCE = HashToScalar.under(CONTEXT + "nonce");
  private static final byte[] MESSAGE_PREFIX = ascii(CONTEXT + "msg");
  private static final byte[] COMMITMENTS_PREFIX = ascii(CONTEXT + "com");

  private FrostHash() {}

  /** H1. */
  static BigInteger bindingFactor(byte[]... parts) {
    return BINDING_FACTOR.scalar(parts);
  }

  /** H3 before its reduction modulo the order. */
  static byte[] wideNonce(byte[]... parts) {
    return NONCE.wide(parts);
  }

  /** H4. */
  static byte[] message(byte[] message) {
    return sha256(MESSAGE_PREFIX, message);
  }

  /** H5. */
  static byte[] commitments(byte[] encoded) {
    return sha256(COMMITMENTS_PREFIX, encoded);
  }

  private static byte[] sha256(byte[] prefix, byte[] bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(prefix);
      return sha256.digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
