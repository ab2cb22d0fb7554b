package io.lockstep.chain.provider.logs;

import io.lockstep.chain.rpc.JsonValues;
import io.lockstep.chain.rpc.ResultReader;
import io.lockstep.core.domain.AppendedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an answer to {@code eth_getLogs} log by log, without a tree in between. */
final class LogsReader implements ResultReader<List<AppendedLog>> {

  private final LogDecoder decoder;
  private final int dataBytesMax;
  private final Consumer<LogDefect> repaired;

  LogsReader(LogDecoder decoder, int recordBytesMax, Consumer<LogDefect> repaired) {
    this.decoder = decoder;
    this.dataBytesMax = recordBytesMax + LogDecoder.DATA_BYTES_BESIDE_RECORD;
    this.repaired = repaired;
  }

  @Override
  public List<AppendedLog> read(JsonParser in) {
    JsonValues.requireArray(in, "logs");
    List<AppendedLog> logs = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      RawLog log = RawLog.read(in, dataBytesMax);
      AppendedLog decoded = decoder.decode(log);
      if (log.removed()) {
        repaired.accept(LogDefect.REMOVED);
      } else {
        logs.add(decoded);
      }
    }
    return logs;
  }
}
