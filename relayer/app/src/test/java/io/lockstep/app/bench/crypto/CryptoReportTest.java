package io.lockstep.app.bench.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CryptoReportTest {
  private static final List<CryptoRow> ROWS =
      List.of(
          new CryptoRow("commit", new QuorumSize(3, 4), 99.96, 101.23),
          new CryptoRow("share", new QuorumSize(5, 7), 130.04, 131));

  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written);

  @Test
  void isOneLineOfJsonForMachines() {
    CryptoReport.asJson(ROWS, out);

    assertThat(written.toString().strip())
        .isEqualTo(
            "{\"rows\":[{\"operation\":\"commit\",\"t\":3,\"n\":4,\"microseconds\":100.0,"
                + "\"mean\":101.2},"
                + "{\"operation\":\"share\",\"t\":5,\"n\":7,\"microseconds\":130.0,"
                + "\"mean\":131.0}]}");
  }

  @Test
  void isATableForPeopleWithTargetsAndTheMachine() {
    CryptoReport.asTable(ROWS, out);

    assertThat(written.toString())
        .containsPattern("share +5-of-7 +130.0 +131.0 +134\n")
        .containsPattern("commit +3-of-4 +100.0 +101.2\n")
        .contains(Runtime.version().toString());
  }
}
