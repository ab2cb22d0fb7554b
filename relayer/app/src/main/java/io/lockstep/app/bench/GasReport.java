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
    out.println("Whole-transaction gas on Anvil, hard fork prague, lanes in use, a plain ERC-20.");
    out.println();
    out.println(
        "path                     transfers recipient        gas  a transfer      must       aim  others, a transfer");
    rows.forEach(row -> out.println(line(row)));
    out.println();
    out.println(
        "lock_fee_1_wei: as lock, where the lane takes a fee; the others check a fee of zero.");
    out.println(
        "deliver, send, retry, void: the gateway alone, between contracts that only count.");
    out.println(
        "…_without_floor: on hard fork cancun, without EIP-7623's floor on calldata, which decides");
    out.println("above: a recipient that only counts does too little for the floor not to matter.");
    out.flush();
  }

  private static String line(GasRow row) {
    String measured =
        String.format(
            Locale.ROOT,
            "%-29s %4d %-9s %,10d  %,10d",
            row.path(),
            row.n(),
            row.recipient(),
            row.gas(),
            row.perTransfer());
    return Comparison.with(row).map(known -> measured + beside(known)).orElse(measured);
  }

  private static String beside(Comparison known) {
    return String.format(Locale.ROOT, "  %,8d  %,8d  %s", known.must(), known.aim(), known.peers())
        .stripTrailing();
  }
}
