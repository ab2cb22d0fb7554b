package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.EnumMap;
import java.util.Map;

/** Headers with next to nothing in them. */
final class SampleHeader {

  static final Bytes EMPTY_TRIE =
      Bytes.fromHex("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
  static final Bytes NO_OMMERS =
      Bytes.fromHex("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

  private SampleHeader() {}

  static Map<HeaderField, Bytes> zeros(HeaderField last) {
    Map<HeaderField, Bytes> fields = new EnumMap<>(HeaderField.class);
    for (HeaderField field : HeaderField.ALL.subList(0, last.position() + 1)) {
      fields.put(field, Bytes.copyOf(new byte[field.shape().bytesMin()]));
    }
    return fields;
  }

  static Header withState(Hash32 stateRoot) {
    Map<HeaderField, Bytes> fields = zeros(HeaderField.REQUESTS_HASH);
    fields.put(HeaderField.STATE_ROOT, stateRoot.bytes());
    fields.put(HeaderField.NUMBER, Bytes.fromHex("0x07"));
    fields.put(HeaderField.TIMESTAMP, Bytes.fromHex("0x65000000"));
    return Header.of(fields);
  }
}
