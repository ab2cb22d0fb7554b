package io.lockstep.chain.rpc;

import io.lockstep.chain.ForeignText;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Values as nodes write them. Hexadecimal digits are read where the parser has them, because there
 * are very many in the logs of a busy gateway.
 */
public final class JsonValues {

  private static final int QUANTITY_DIGITS_MAX = 16;

  private static final int EXCERPT_CHARS_MAX = 40;

  private JsonValues() {}

  /** Whether the next name of an object comes, rather than its end. */
  public static boolean nextName(JsonParser in) {
    return in.nextToken() == JsonToken.PROPERTY_NAME;
  }

  public static void requireObject(JsonParser in, String what) {
    require(in, JsonToken.START_OBJECT, what, "an object");
  }

  public static void requireArray(JsonParser in, String what) {
    require(in, JsonToken.START_ARRAY, what, "an array");
  }

  public static boolean isNull(JsonParser in) {
    return in.currentToken() == JsonToken.VALUE_NULL;
  }

  /** A number below 2^63, with or without leading zeros. */
  public static long quantity(JsonParser in, String what) {
    int digits = hexDigits(in, what);
    char[] text = in.getStringCharacters();
    int from = in.getStringOffset() + 2;
    long value = 0;
    for (int i = 0; i < digits; i++) {
      if (value >>> (Long.SIZE - 5) != 0) {
        throw new UnreadableAnswer(what, excerpt(in), "a number below 2^63");
      }
      value = value << 4 | digit(text[from + i], in, what);
    }
    if (digits == 0 || digits > 4 * QUANTITY_DIGITS_MAX) {
      throw new UnreadableAnswer(what, excerpt(in), "0x and digits of a number");
    }
    return value;
  }

  public static Hash32 hash(JsonParser in, String what) {
    return new Hash32(data(in, what, Hash32.LENGTH, Hash32.LENGTH));
  }

  public static Address address(JsonParser in, String what) {
    return new Address(data(in, what, Address.LENGTH, Address.LENGTH));
  }

  /** A storage slot, which some nodes write without leading zeros. */
  public static Hash32 slot(JsonParser in, String what) {
    int digits = hexDigits(in, what);
    if (digits > 2 * Hash32.LENGTH) {
      throw new UnreadableAnswer(what, digits + " digits", "at most " + 2 * Hash32.LENGTH);
    }
    byte[] word = new byte[Hash32.LENGTH];
    char[] text = in.getStringCharacters();
    int last = in.getStringOffset() + 2 + digits - 1;
    for (int i = 0; i < digits; i++) {
      int value = digit(text[last - i], in, what) << (i % 2 == 0 ? 0 : 4);
      word[word.length - 1 - i / 2] |= (byte) value;
    }
    return Hash32.of(word);
  }

  public static Bytes data(JsonParser in, String what, int lengthMin, int lengthMax) {
    return Bytes.copyOf(bytes(in, what, lengthMin, lengthMax));
  }

  /** Bytes in pairs of digits. */
  public static byte[] bytes(JsonParser in, String what, int lengthMin, int lengthMax) {
    int digits = hexDigits(in, what);
    if (digits % 2 != 0 || digits / 2 < lengthMin || digits / 2 > lengthMax) {
      throw new UnreadableAnswer(
          what,
          digits + " digits",
          lengthMin == lengthMax
              ? lengthMin + " bytes"
              : "%d to %d bytes".formatted(lengthMin, lengthMax));
    }
    char[] text = in.getStringCharacters();
    int from = in.getStringOffset() + 2;
    byte[] bytes = new byte[digits / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          (byte)
              (digit(text[from + 2 * i], in, what) << 4 | digit(text[from + 2 * i + 1], in, what));
    }
    return bytes;
  }

  public static boolean truth(JsonParser in, String what) {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw new UnreadableAnswer(what, excerpt(in), "true or false");
    };
  }

  private static int hexDigits(JsonParser in, String what) {
    require(in, JsonToken.VALUE_STRING, what, "hexadecimal digits");
    char[] text = in.getStringCharacters();
    int offset = in.getStringOffset();
    if (in.getStringLength() < 2 || text[offset] != '0' || text[offset + 1] != 'x') {
      throw new UnreadableAnswer(what, excerpt(in), "0x and hexadecimal digits");
    }
    return in.getStringLength() - 2;
  }

  private static int digit(char character, JsonParser in, String what) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    if (character >= 'a' && character <= 'f') {
      return character - 'a' + 10;
    }
    if (character >= 'A' && character <= 'F') {
      return character - 'A' + 10;
    }
    throw new UnreadableAnswer(what, excerpt(in), "hexadecimal digits");
  }

  private static void require(JsonParser in, JsonToken token, String what, String expected) {
    if (in.currentToken() != token) {
      throw new UnreadableAnswer(what, excerpt(in), expected);
    }
  }

  private static String excerpt(JsonParser in) {
    return '"' + ForeignText.excerpt(String.valueOf(in.getString()), EXCERPT_CHARS_MAX) + '"';
  }
}
