package io.lockstep.chain.provider.proving;

import io.lockstep.chain.proof.Header;
import io.lockstep.chain.proof.HeaderField;
import io.lockstep.chain.proof.ProofException;
import io.lockstep.chain.rpc.JsonValues;
import io.lockstep.chain.rpc.UnreadableAnswer;
import io.lockstep.protocol.Bytes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;

/** The header in a node's answer for a block. What it says of the block's hash proves nothing. */
final class HeaderAnswer {

  private static final Map<String, HeaderField> FIELDS =
      HeaderField.ALL.stream().collect(Collectors.toMap(HeaderField::json, Function.identity()));

  private HeaderAnswer() {}

  static Optional<Header> read(JsonParser in) {
    if (JsonValues.isNull(in)) {
      return Optional.empty();
    }
    JsonValues.requireObject(in, "block");
    Map<HeaderField, Bytes> fields = new EnumMap<>(HeaderField.class);
    while (JsonValues.nextName(in)) {
      HeaderField field = FIELDS.get(in.currentName());
      in.nextToken();
      if (field != null && !JsonValues.isNull(in)) {
        fields.put(field, value(field, in));
      } else {
        in.skipChildren();
      }
    }
    try {
      return Optional.of(Header.of(fields));
    } catch (ProofException e) {
      throw new UnreadableAnswer("block", e.getMessage(), "a header");
    }
  }

  private static Bytes value(HeaderField field, JsonParser in) {
    HeaderField.Shape shape = field.shape();
    return shape == HeaderField.Shape.NUMBER
        ? withoutLeadingZeros(JsonValues.slot(in, field.json()).bytes())
        : JsonValues.data(in, field.json(), shape.bytesMin(), shape.bytesMax());
  }

  private static Bytes withoutLeadingZeros(Bytes number) {
    byte[] bytes = number.toArray();
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return number.slice(zeros, bytes.length - zeros);
  }
}
