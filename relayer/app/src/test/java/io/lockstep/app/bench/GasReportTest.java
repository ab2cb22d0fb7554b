package io.lockstep.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class GasReportTest {

  private static final List<GasRow> ROWS =
      List.of(new GasRow("deliver", 10, "warm", 88_428), new GasRow("send", 1, "warm", 45_000));

  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written);

  @Test
  void isOneLineOfJsonForMachines() {
    GasReport.asJson(ROWS, out);

    assertThat(written.toString().strip())
        .isEqualTo(
            "{\"rows\":[{\"path\":\"deliver\",\"n\":10,\"recipient\":\"warm\","
                + "\"gas\":88428,\"perTransfer\":8843},"
                + "{\"path\":\"send\",\"n\":1,\"recipient\":\"warm\","
                + "\"gas\":45000,\"perTransfer\":45000}]}");
  }

  @Test
  void isATableForPeople() {
    GasReport.asTable(ROWS, out);

    assertThat(written.toString()).containsPattern("deliver +10 +88,428 +8,843");
  }
}
