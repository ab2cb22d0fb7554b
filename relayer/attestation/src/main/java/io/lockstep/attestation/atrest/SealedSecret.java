package io.lockstep.attestation.atrest;

import static io.lockstep.attestation.AttestationException.Code.NOT_OPENED;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret under a passphrase: AES-256-GCM with a key that Argon2id makes of it. All that stands
 * before the ciphertext is authenticated with it, so neither the label nor the cost can be
 * exchanged.
 *
 * @param label public: what the secret is
 */
public record SealedSecret(
    Argon2Cost cost, Bytes salt, Bytes nonce, Bytes label, Bytes ciphertext) {
  public static final int LABEL_LENGTH_MAX = 1 << 10;
  public static final int CIPHERTEXT_LENGTH_MAX = 1 << 16;

  private static final byte VERSION = 1;
  private static final int SALT_LENGTH = 16;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final int KEY_LENGTH = 32;
  private static final int FIXED_LENGTH =
      1 + Argon2Cost.LENGTH + SALT_LENGTH + NONCE_LENGTH + Short.BYTES;

  public SealedSecret {
    Require.length(salt, SALT_LENGTH, "salt");
    Require.length(nonce, NONCE_LENGTH, "nonce");
    Require.inRange(label.length(), 0, LABEL_LENGTH_MAX, "length of the label");
    Require.inRange(
        ciphertext.length(), TAG_LENGTH, CIPHERTEXT_LENGTH_MAX, "length of the ciphertext");
  }

  /** Seals with fresh salt and nonce. */
  public static SealedSecret seal(
      byte[] secret, Bytes label, char[] passphrase, Argon2Cost cost, SecureRandom random) {
    Bytes salt = fresh(SALT_LENGTH, random);
    Bytes nonce = fresh(NONCE_LENGTH, random);
    Bytes header = header(cost, salt, nonce, label);
    try {
      byte[] key = cost.key(passphrase, salt, KEY_LENGTH);
      byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key, nonce, header).doFinal(secret);
      return new SealedSecret(cost, salt, nonce, label, Bytes.copyOf(ciphertext));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM; this one does not.", e);
    }
  }

  private static Bytes fresh(int length, SecureRandom random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }

  private static Cipher cipher(int mode, byte[] key, Bytes nonce, Bytes header)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(Byte.SIZE * TAG_LENGTH, nonce.toArray()));
    cipher.updateAAD(header.toArray());
    return cipher;
  }

  /**
   * The secret.
   *
   * @throws AttestationException if the passphrase is another, or if a byte was changed; which of
   *     them, nobody can tell
   */
  public byte[] open(char[] passphrase) {
    try {
      byte[] key = cost.key(passphrase, salt, KEY_LENGTH);
      return cipher(Cipher.DECRYPT_MODE, key, nonce, header(cost, salt, nonce, label))
          .doFinal(ciphertext.toArray());
    } catch (AEADBadTagException e) {
      throw new AttestationException(
          NOT_OPENED,
          "sealed secret",
          "another passphrase or changed bytes",
          "those it was sealed with");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM; this one does not.", e);
    }
  }

  public static SealedSecret decode(Bytes bytes) {
    ByteBuffer in = bytes.asByteBuffer();
    Require.remaining(in, FIXED_LENGTH, "sealed secret");
    byte version = in.get();
    if (version != VERSION) {
      throw new AttestationException(
          OUT_OF_RANGE, "version of a sealed secret", Byte.toUnsignedInt(version), VERSION);
    }
    Argon2Cost cost = Argon2Cost.read(in);
    Bytes salt = read(in, SALT_LENGTH);
    Bytes nonce = read(in, NONCE_LENGTH);
    Bytes label = read(in, Short.toUnsignedInt(in.getShort()));
    return new SealedSecret(cost, salt, nonce, label, read(in, in.remaining()));
  }

  private static Bytes read(ByteBuffer in, int length) {
    Require.remaining(in, length, "sealed secret");
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.copyOf(bytes);
  }

  /**
   * Version (1 byte) ‖ cost (9) ‖ salt (16) ‖ nonce (12) ‖ length of the label (2) ‖ label ‖
   * ciphertext and its tag (16).
   */
  public Bytes encode() {
    Bytes header = header(cost, salt, nonce, label);
    return Bytes.copyOf(
        ByteBuffer.allocate(header.length() + ciphertext.length())
            .put(header.asByteBuffer())
            .put(ciphertext.asByteBuffer())
            .array());
  }

  private static Bytes header(Argon2Cost cost, Bytes salt, Bytes nonce, Bytes label) {
    ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + label.length()).put(VERSION);
    cost.writeTo(out);
    out.put(salt.asByteBuffer())
        .put(nonce.asByteBuffer())
        .putShort((short) label.length())
        .put(label.asByteBuffer());
    return Bytes.copyOf(out.array());
  }
}
