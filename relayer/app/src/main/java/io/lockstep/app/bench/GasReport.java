package io.lockstep.app.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the gas benchmark, for people or for machines. */
final class GasReport {

  private GasReport() {}

  static void asJson(List<GasRow> rows, PrintWriter out) {
    List<Map<String, Object>> objects = rows.stream().map(GasReport::fields).toList();
    out.println(JsonMapper.shared().writeValueAsString(Map.of("rows", objects)));
    out.flush();
  }

  private static Map<String, Object> fields(GasRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", row.path());
    fields.put("n", row.n());
    fields.put("recipient", row.recipient());
    fields.put("gas", row.gas());
    fields.put("perTransfer", row.perTransfer());
    return fields;
  }

  static void asTable(List<GasRow> rows, PrintWriter out) {
    out.println("Whole-transaction gas on Anvil, hard fork prague, lane in use, recipient counts.");
    out.println();
    out.println("path                             messages          gas   per message");
    for (GasRow row : rows) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-32s %8d %,12d  %,12d",
              row.path(),
              row.n(),
              row.gas(),
              row.perTransfer()));
    }
    out.println();
    out.println(
        "…_without_floor: on hard fork cancun, without EIP-7623's floor on calldata, which decides");
    out.println("above: a recipient that only counts does too little for the floor not to matter.");
    out.flush();
  }
}
