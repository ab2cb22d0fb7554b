package io.lockstep.protocol;

import java.math.BigInteger;
import java.util.HexFormat;

/** Tables of field, offset and width in the vector file; width 0 is the rest. */
final class Fields {
  private Fields() {}

  static Bytes cut(Bytes encoded, Vector field) {
    int offset = field.integer("offset");
    int width = field.integer("width");
    return encoded.slice(offset, width == 0 ? encoded.length() - offset : width);
  }

  /**
   * The value of the field in a row, as bytes of the field's width, without the module's own
   * encoders.
   */
  static Bytes value(Vector row, Vector field) {
    String text = row.text(field.text("field"));
    if (text.startsWith("0x")) {
      return Bytes.copyOf(HexFormat.of().parseHex(text.substring(2)));
    }
    int width = field.integer("width");
    String digits = new BigInteger(text).toString(16);
    return Bytes.fromHex("0x" + "0".repeat(2 * width - digits.length()) + digits);
  }
}
