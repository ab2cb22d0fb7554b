package io.lockstep.app.bench.crypto;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs the benchmarks of this package by JMH. */
final class CryptoBench {
  /** JMH's own lock is a file that belongs to whichever user ran it first. */
  private static final String NO_LOCK = "jmh.ignoreLock";

  private static final double MEDIAN = 50;
  private static final double NANOSECONDS_PER_MICROSECOND = 1_000;

  private CryptoBench() {}

  static List<CryptoRow> measure(Effort effort, String... quorums) throws RunnerException {
    System.setProperty(NO_LOCK, "true");
    ChainedOptionsBuilder options =
        effort
            .applyTo(new OptionsBuilder())
            .include("^" + Pattern.quote(CryptoBench.class.getPackageName() + "."))
            // Not the launcher's own flags, which leave the optimising compiler out. With this
            // collector a run has one thread, so its time is the time of one core.
            .jvmArgs(
                "-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "--sun-misc-unsafe-memory-access=allow")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (quorums.length > 0) {
      options = options.param("quorum", quorums);
    }
    return rows(new Runner(options.build()).run());
  }

  private static List<CryptoRow> rows(Collection<RunResult> results) {
    return results.stream()
        .map(CryptoBench::row)
        .sorted(
            Comparator.comparing(CryptoRow::operation)
                .thenComparingInt(row -> row.quorum().threshold()))
        .toList();
  }

  private static CryptoRow row(RunResult run) {
    Result<?> result = run.getPrimaryResult();
    Statistics nanoseconds = result.getStatistics();
    return new CryptoRow(
        snakeCase(result.getLabel()),
        QuorumSize.parse(run.getParams().getParam("quorum")),
        nanoseconds.getPercentile(MEDIAN) / NANOSECONDS_PER_MICROSECOND,
        nanoseconds.getMean() / NANOSECONDS_PER_MICROSECOND);
  }

  private static String snakeCase(String method) {
    return method.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
