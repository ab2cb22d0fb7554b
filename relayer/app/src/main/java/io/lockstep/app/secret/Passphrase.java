package io.lockstep.app.secret;

import io.lockstep.app.CliException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** What a key file is encrypted under. It has no text. */
public final class Passphrase {
  /**
   * Short ones are guessed, however slow each guess is made. Twelve letters are the least; a
   * generated one of 32 random bytes is better.
   */
  public static final int LENGTH_MIN = 12;

  private static final int GENERATED_BYTES = 32;

  private final byte[] bytes;

  private Passphrase(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Checks one that was read somewhere.
   *
   * @param source where it was found, for messages
   */
  public static Passphrase of(byte[] utf8, String source) {
    byte[] bytes = withoutLineEnd(utf8);
    if (bytes.length < LENGTH_MIN) {
      throw CliException.permanent(
          "passphrase from %s: found %d bytes, expected at least %d"
              .formatted(source, bytes.length, LENGTH_MIN));
    }
    requireText(bytes, source);
    return new Passphrase(bytes);
  }

  /** What a file holds that only its owner can read. */
  public static Passphrase in(SecretFile file) {
    return of(file.read(), file.path().toString());
  }

  /** One that nobody can guess. */
  public static Passphrase generate(SecureRandom random) {
    byte[] bytes = new byte[GENERATED_BYTES];
    random.nextBytes(bytes);
    return new Passphrase(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
  }

  /** Editors and echo end a file with a line break that nobody meant to be part of a secret. */
  private static byte[] withoutLineEnd(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static void requireText(byte[] bytes, String source) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      if (text.chars().noneMatch(Character::isISOControl)) {
        return;
      }
    } catch (CharacterCodingException e) {
      // Told below, like text with control characters.
    }
    throw CliException.permanent(
        "passphrase from %s: found bytes that are no text, expected one line of UTF-8"
            .formatted(source));
  }

  /** A copy, for whoever seals or opens with it. */
  public byte[] reveal() {
    return bytes.clone();
  }

  /** The same as characters. */
  public char[] characters() {
    return new String(bytes, StandardCharsets.UTF_8).toCharArray();
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
