package io.lockstep.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailurePolicyTest {

  @TempDir private Path reports;

  @Test
  void tellsAnExpectedFailureInOneLineThatSaysThatRetryingMayHelp() throws IOException {
    CommandLineRun run =
        runFailingWith(CliException.temporary("port 8545 is taken; free it or choose another"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines())
        .containsExactly("lockstep: port 8545 is taken; free it or choose another");
    assertThat(writtenReports()).isEmpty();
  }

  @Test
  void saysByItsExitCodeThatRetryingWillNotHelp() {
    assertThat(runFailingWith(CliException.permanent("no such lane")).exitCode()).isEqualTo(2);
  }

  @Test
  void filesTheStackTraceOfAnUnexpectedFailure() throws IOException {
    CommandLineRun run = runFailingWith(new IllegalStateException("first line\n  second line"));

    assertThat(run.exitCode()).isEqualTo(1);
    Path report = writtenReports().getFirst();
    assertThat(run.errLines())
        .containsExactly(
            "lockstep: unexpected failure: java.lang.IllegalStateException: first line second line;"
                + " the stack trace is in "
                + report);
    assertThat(report).content().contains("IllegalStateException", "at io.lockstep.app.");
  }

  @Test
  void treatsAnErrorLikeAnyUnexpectedFailure() throws IOException {
    CommandLineRun run = runFailingWith(new AssertionError("a promise was broken"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(1).first().asString().contains("a promise was broken");
    assertThat(writtenReports()).hasSize(1);
  }

  @Test
  void printsTheStackTraceWhereThatIsAskedFor() throws IOException {
    CommandLineRun run = runFailingWith(new IllegalStateException("why"), "--stacktrace", "fail");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("unexpected failure", "at io.lockstep.app.");
    assertThat(writtenReports()).isEmpty();
  }

  @Test
  void stillTellsTheFailureWhereNoReportCanBeWritten() throws IOException {
    reports = Files.createFile(reports.resolve("a file where the folder should be"));

    CommandLineRun run = runFailingWith(new IllegalStateException("why"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines())
        .hasSize(1)
        .first()
        .asString()
        .contains("why", "--stacktrace", reports.toString());
  }

  private CommandLineRun runFailingWith(Throwable failure) {
    return runFailingWith(failure, "fail");
  }

  private CommandLineRun runFailingWith(Throwable failure, String... arguments) {
    CommandLine commandLine = Lockstep.commandLine(reports);
    commandLine.addSubcommand("fail", new Fail(failure));
    return CommandLineRun.of(commandLine, arguments);
  }

  private List<Path> writtenReports() throws IOException {
    try (Stream<Path> files = Files.list(reports)) {
      return files.toList();
    }
  }

  @Command
  private record Fail(Throwable failure) implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
      switch (failure) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        default -> throw new IllegalArgumentException(failure);
      }
    }
  }
}
