package io.lockstep.app.bench.watch;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark's figures, for people or for machines. */
final class WatchReport {

  private WatchReport() {}

  /** One provider's figures at the top, those of three beside them. */
  static void asJson(WatchRow one, WatchRow three, PrintWriter out) {
    Map<String, Object> fields = fields(one);
    Map<String, Object> beside = new LinkedHashMap<>();
    beside.put("providers", three.voters().providers());
    beside.put("quorum", three.voters().quorum());
    beside.putAll(fields(three));
    fields.put("threeProviders", beside);
    out.println(JsonMapper.shared().writeValueAsString(fields));
    out.flush();
  }

  private static Map<String, Object> fields(WatchRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("messages", row.messages());
    fields.put("perSecond", row.perSecond());
    fields.put("rpcPerMessage", row.rpcPerMessage());
    fields.put("peakRssMb", row.peakRssMb());
    fields.put("seconds", row.seconds());
    return fields;
  }

  static void asTable(List<WatchRow> rows, PrintWriter out) {
    out.println("providers  quorum   messages  seconds  a second  questions a message  peak RSS");
    rows.forEach(row -> out.println(line(row)));
    out.println();
    out.println(
        "From the registration of the lane to the last message durable, final and chained,");
    out.println(
        "by a daemon of its own process with a heap of 256 MB, from one Anvil to PostgreSQL");
    out.println("with fsync. Several providers are several connections to the one Anvil.");
    out.flush();
  }

  private static String line(WatchRow row) {
    return String.format(
        Locale.ROOT,
        "%9d  %6d %,10d %8.2f %,9d %20.4f %6d MB",
        row.voters().providers(),
        row.voters().quorum(),
        row.messages(),
        row.seconds(),
        row.perSecond(),
        row.rpcPerMessage(),
        row.peakRssMb());
  }
}
