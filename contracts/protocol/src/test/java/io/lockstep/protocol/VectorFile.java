package io.lockstep.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors that the Solidity tests read too: contracts/vectors/lockstep-v1.json. */
final class VectorFile {
  private static final JsonNode ROOT = read();

  private VectorFile() {}

  /** The rows of an array. A file that has lost one must not look like a test that passed. */
  static Stream<Vector> rows(String array) {
    JsonNode rows = ROOT.path(array);
    if (rows.isEmpty()) {
      throw new IllegalStateException("The vector file has no " + array);
    }
    return rows.valueStream().map(Vector::new);
  }

  static Vector constants() {
    return new Vector(ROOT.path("constants"));
  }

  private static JsonNode read() {
    try (InputStream in = VectorFile.class.getResourceAsStream("/lockstep-v1.json")) {
      return new JsonMapper().readTree(Objects.requireNonNull(in, "lockstep-v1.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
