package io.lockstep.app.bench.crypto;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the benchmark, for people or for machines. */
final class CryptoReport {

  private CryptoReport() {}

  static void asJson(List<CryptoRow> rows, PrintWriter out) {
    List<Map<String, Object>> objects = rows.stream().map(CryptoReport::fields).toList();
    out.println(JsonMapper.shared().writeValueAsString(Map.of("rows", objects)));
    out.flush();
  }

  private static Map<String, Object> fields(CryptoRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("operation", row.operation());
    fields.put("t", row.quorum().threshold());
    fields.put("n", row.quorum().participants());
    fields.put("microseconds", rounded(row.microseconds()));
    fields.put("mean", rounded(row.mean()));
    return fields;
  }

  private static double rounded(double microseconds) {
    return Math.round(microseconds * 10) / 10.0;
  }

  static void asTable(List<CryptoRow> rows, PrintWriter out) {
    out.println("One core of: " + Machine.describe());
    out.println();
    out.println("operation          quorum   microseconds       mean     target");
    rows.forEach(row -> out.println(line(row)));
    out.println();
    out.println("microseconds: the median of single runs, in a JVM of its own for each row.");
    out.println("commit: a pair of nonces and their commitment.");
    out.println("decode_list: the commitments of t signers, from bytes.");
    out.println("share: from the decoded list and a message to one signer's share.");
    out.println(
        "aggregate_verify: from the decoded list, a message and t shares to a verified signature;");
    out.println("what signers and coordinator compute alike, the round, is in both.");
    out.println("ceremony: a whole one, of all n participants one after the other.");
    out.println(
        "reference: Bouncy Castle's sum of t products, to tell a slow machine from slow code.");
    out.println("Targets are for the machine of ops/benchmarks. Again: ./lockstep bench crypto");
    out.flush();
  }

  private static String line(CryptoRow row) {
    String measured =
        String.format(
            Locale.ROOT,
            "%-17s %7s %,14.1f %,10.1f",
            row.operation(),
            row.quorum(),
            row.microseconds(),
            row.mean());
    return Target.of(row).map(target -> measured + beside(target)).orElse(measured);
  }

  private static String beside(Target target) {
    return String.format(Locale.ROOT, " %,10.0f", target.microseconds());
  }
}
