package io.lockstep.app.bench.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.TimeValue;

/** That every benchmark runs; what it finds in this way means nothing. */
class CryptoBenchTest {
  private static final TimeValue ONCE = TimeValue.milliseconds(1);

  @Test
  void everyOperationIsMeasured() throws Exception {
    List<CryptoRow> rows = CryptoBench.measure(new Effort(false, ONCE, ONCE), "3-of-3");

    assertThat(rows)
        .map(CryptoRow::operation)
        .containsExactly(
            "aggregate_verify", "ceremony", "commit", "decode_list", "reference", "share");
    assertThat(rows).allMatch(row -> row.quorum().equals(new QuorumSize(3, 3)));
    assertThat(rows).allMatch(row -> row.microseconds() > 0 && row.mean() > 0);
  }
}
