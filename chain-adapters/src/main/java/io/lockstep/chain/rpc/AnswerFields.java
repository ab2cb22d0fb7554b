package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object in a node's answer, read field by field. What has another shape than the node's own
 * interface says is refused with the field's name.
 *
 * @param subject who answered what, for messages
 */
record AnswerFields(String subject, JsonNode object) {

  private static final Pattern DATA = Pattern.compile("0x(?:[0-9a-fA-F]{2})*");
  private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]+");
  private static final int QUOTED_CHARS_MAX = 80;

  static AnswerFields of(String subject, @Nullable JsonNode answer) {
    if (answer == null || !answer.isObject()) {
      throw malformed(subject, "answer", answer, "an object");
    }
    return new AnswerFields(subject, answer);
  }

  /** Nodes leave out what a block does not have, or say null. */
  boolean has(String field) {
    JsonNode found = object.get(field);
    return found != null && !found.isNull();
  }

  Hash32 hash(String field) {
    return new Hash32(data(field, Hash32.LENGTH, Hash32.LENGTH));
  }

  Address address(String field) {
    return new Address(data(field, Address.LENGTH, Address.LENGTH));
  }

  Bytes data(String field, int bytesMin, int bytesMax) {
    return data(field, object.get(field), bytesMin, bytesMax);
  }

  private Bytes data(String field, @Nullable JsonNode value, int bytesMin, int bytesMax) {
    String text = text(value);
    int bytes = text.length() / 2 - 1;
    if (bytes < bytesMin || bytes > bytesMax || !DATA.matcher(text).matches()) {
      String count = bytesMin == bytesMax ? "" + bytesMin : bytesMin + " to " + bytesMax;
      throw malformed(subject, field, value, "0x and " + count + " bytes");
    }
    return Bytes.fromHex(text);
  }

  /** The number's bytes, of which the first is not zero. */
  Bytes quantity(String field, int bytesMax) {
    JsonNode value = object.get(field);
    String text = text(value);
    if (text.length() > 2 + 2 * bytesMax || !QUANTITY.matcher(text).matches()) {
      throw malformed(subject, field, value, "0x and a number of at most " + bytesMax + " bytes");
    }
    String digits = text.substring(2).replaceFirst("^0+", "");
    return Bytes.fromHex("0x" + (digits.length() % 2 == 0 ? "" : "0") + digits);
  }

  /** A word, which some nodes write without its leading zeros. */
  Hash32 word(String field) {
    String digits = quantity(field, Hash32.LENGTH).toString().substring(2);
    return Hash32.fromHex("0x" + "0".repeat(2 * Hash32.LENGTH - digits.length()) + digits);
  }

  List<Bytes> dataList(String field, int countMax, int bytesMax) {
    return list(field, countMax).stream().map(value -> data(field, value, 0, bytesMax)).toList();
  }

  List<AnswerFields> objects(String field, int countMax) {
    return list(field, countMax).stream().map(value -> of(subject + ", " + field, value)).toList();
  }

  private List<JsonNode> list(String field, int countMax) {
    JsonNode value = object.get(field);
    if (value == null || !value.isArray() || value.size() > countMax) {
      throw malformed(subject, field, value, "an array of at most " + countMax);
    }
    return value.valueStream().toList();
  }

  ChainException malformed(String field, String expected) {
    return malformed(subject, field, object.get(field), expected);
  }

  /** The empty text where there is none, which no field may be. */
  private static String text(@Nullable JsonNode value) {
    return value != null && value.isString() ? value.stringValue() : "";
  }

  private static ChainException malformed(
      String subject, String field, @Nullable JsonNode found, String expected) {
    String text = String.valueOf(found);
    return new ChainException(
        Code.RPC_MALFORMED,
        "%s: %s: found %s, expected %s"
            .formatted(
                subject,
                field,
                text.length() <= QUOTED_CHARS_MAX
                    ? text
                    : text.substring(0, QUOTED_CHARS_MAX) + "…",
                expected));
  }
}
