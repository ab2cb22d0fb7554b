package io.lockstep.chain.rpc;

import io.lockstep.chain.proof.Header;
import io.lockstep.chain.proof.HeaderField;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.EnumMap;
import java.util.Map;

/** What a node answers when it is asked for a block, held to the hash that it names. */
record HeaderAnswer(AnswerFields answer, Header header) {

  /**
   * @param block number, tag or hash
   */
  static HeaderAnswer fetch(ChainConnection chain, String method, String block) {
    AnswerFields answer =
        AnswerFields.of("%s: block %s".formatted(chain, block), chain.ask(method, block, false));
    Header header = Header.of(fields(answer));
    header.requireHash(answer.hash("hash"));
    return new HeaderAnswer(answer, header);
  }

  private static Map<HeaderField, Bytes> fields(AnswerFields answer) {
    Map<HeaderField, Bytes> fields = new EnumMap<>(HeaderField.class);
    for (HeaderField field : HeaderField.ALL) {
      if (field.isRequired() || answer.has(field.json())) {
        fields.put(field, value(answer, field));
      }
    }
    return fields;
  }

  private static Bytes value(AnswerFields answer, HeaderField field) {
    HeaderField.Shape shape = field.shape();
    return switch (shape) {
      case NUMBER -> answer.quantity(field.json(), shape.bytesMax());
      case HASH, ADDRESS, BLOOM, NONCE, DATA ->
          answer.data(field.json(), shape.bytesMin(), shape.bytesMax());
    };
  }

  void requireNumber(long expected) {
    if (header.number() != expected) {
      throw answer.malformed("number", "block " + expected);
    }
  }

  void requireHash(Hash32 expected) {
    if (!header.hash().equals(expected)) {
      throw answer.malformed("hash", expected.toString());
    }
  }
}
