package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published vectors, in a form of our own. */
record VectorFile(JsonNode root) {

  /** One of them. */
  record Row(JsonNode fields) {

    JsonNode field(String name) {
      return fields.required(name);
    }

    Bytes bytes(String name) {
      return Bytes.fromHex(field(name).stringValue());
    }

    @Override
    public String toString() {
      return field("name").stringValue();
    }
  }

  static VectorFile read(String name) {
    try (InputStream in = VectorFile.class.getResourceAsStream(name)) {
      return new VectorFile(new JsonMapper().readTree(Objects.requireNonNull(in, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that has lost an array must not look like a test that passed. */
  Stream<Row> rows(String array) {
    JsonNode rows = root.required(array);
    if (rows.isEmpty()) {
      throw new IllegalStateException("the vectors have no " + array);
    }
    return rows.valueStream().map(Row::new);
  }
}
