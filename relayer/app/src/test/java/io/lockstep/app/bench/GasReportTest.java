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

    assertThat(written.toString()).containsPattern("deliver +10 warm +88,428 +8,843");
  }

  @Test
  void putsTheOthersFiguresBesideOurs() {
    GasReport.asTable(List.of(new GasRow("credit", 50, "warm", 500_000)), out);

    assertThat(written.toString())
        .containsPattern("credit +50 warm +500,000 +10,000 +11,400 +10,100 +Sygma 25,410");
  }

  @Test
  void comparesOnlyWhatWasMeasuredAlike() {
    assertThat(Comparison.with(new GasRow("credit", 1, "fresh", 90_000))).isEmpty();
    assertThat(Comparison.with(new GasRow("credit", 7, "warm", 90_000))).isEmpty();
    assertThat(Comparison.with(new GasRow("credit", 1, "warm", 70_000))).isPresent();
  }
}
