package io.lockstep.app.bench.sign;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark's figures, for people or for machines. */
final class SignReport {
  private static final String INCLUDES =
      "holds asked of all, shares over mutual TLS, rows with fsync, aggregated and verified";
  private static final double HUNDREDTHS = 100.0;

  private SignReport() {}

  static void asJson(SignRow row, PrintWriter out) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("medianMs", millis(row, 50));
    fields.put("p99Ms", millis(row, 99));
    fields.put("signatures", row.signatures());
    fields.put("quorum", "3-of-4");
    fields.put("perSecond", SignBench.PER_SECOND);
    fields.put("includes", INCLUDES);
    out.println(JsonMapper.shared().writeValueAsString(fields));
    out.flush();
  }

  private static double millis(SignRow row, int percent) {
    return Math.round(row.millis(percent) * HUNDREDTHS) / HUNDREDTHS;
  }

  static void asTable(SignRow row, PrintWriter out) {
    out.println("signatures  quorum   median ms   90 % ms   99 % ms    max ms");
    out.println(
        String.format(
            Locale.ROOT,
            "%,10d  %6s  %10.2f %9.2f %9.2f %9.2f",
            row.signatures(),
            "3-of-4",
            row.millis(50),
            row.millis(90),
            row.millis(99),
            row.millis(100)));
    out.println();
    out.println("From the wish for a checkpoint of final messages to its verified signature:");
    out.println(INCLUDES + ".");
    out.println("One after the other, each over another checkpoint, attesters in processes.");
    out.flush();
  }
}
