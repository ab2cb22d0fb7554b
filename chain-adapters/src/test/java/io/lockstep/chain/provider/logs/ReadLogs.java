package io.lockstep.chain.provider.logs;

import io.lockstep.core.domain.AppendedLog;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Reads an answer as it would stream by. */
record ReadLogs(LogDecoder decoder, Consumer<LogDefect> repaired) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int RECORD_BYTES_MAX = 4_096;

  static ReadLogs by(LogDecoder decoder) {
    return new ReadLogs(decoder, defect -> {});
  }

  List<AppendedLog> of(JsonNode result) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), result.toString())) {
      in.nextToken();
      return new LogsReader(decoder, RECORD_BYTES_MAX, repaired).read(in);
    }
  }
}
