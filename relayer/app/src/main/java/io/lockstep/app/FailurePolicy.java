package io.lockstep.app;

import io.lockstep.chain.ChainException;
import io.lockstep.core.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * The one place where a failure of a command is told. What was expected takes one line; what was
 * not takes one line and a file with the stack trace, since nobody reads it on a terminal but
 * whoever mends it needs it.
 */
final class FailurePolicy implements IExecutionExceptionHandler {

  private final Path reportFolder;
  private final BooleanSupplier stacktraceWanted;

  FailurePolicy(Path reportFolder, BooleanSupplier stacktraceWanted) {
    this.reportFolder = reportFolder;
    this.stacktraceWanted = stacktraceWanted;
  }

  /** Picocli hands over exceptions only; an {@link Error} would end in a bare stack trace. */
  int runReportingErrors(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error error) {
      return tellUnexpected(error, parsed.commandSpec().commandLine().getErr());
    }
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (failure instanceof CliException expected) {
      err.println("lockstep: " + expected.getMessage());
      return expected.exitCode();
    }
    if (failure instanceof ChainException expected) {
      err.println("lockstep: " + oneLine(String.valueOf(expected.getMessage())));
      return exitCode(expected);
    }
    if (failure instanceof Failure expected) {
      err.println("lockstep: " + oneLine(String.valueOf(expected.getMessage())));
      return exitCode(expected);
    }
    return tellUnexpected(failure, err);
  }

  private static int exitCode(Failure failure) {
    return switch (failure.kind()) {
      case TRANSIENT, EXTERNAL -> ExitCode.RETRY_MAY_HELP;
      case CONFIGURATION -> ExitCode.RETRY_WILL_NOT_HELP;
    };
  }

  private static int exitCode(ChainException failure) {
    return switch (failure.kind()) {
      case TRANSIENT, EXTERNAL -> ExitCode.RETRY_MAY_HELP;
      case CONFIGURATION -> ExitCode.RETRY_WILL_NOT_HELP;
    };
  }

  private int tellUnexpected(Throwable failure, PrintWriter err) {
    String trace = stackTrace(failure);
    String summary = "lockstep: unexpected failure: " + oneLine(failure.toString());
    if (stacktraceWanted.getAsBoolean()) {
      err.println(summary);
      err.print(trace);
    } else {
      err.println(summary + "; " + whereabouts(trace));
    }
    err.flush();
    return ExitCode.RETRY_MAY_HELP;
  }

  private String whereabouts(String trace) {
    try {
      Files.createDirectories(reportFolder);
      Path report = Files.createTempFile(reportFolder, "failure-", ".log");
      Files.writeString(report, trace);
      return "the stack trace is in " + report;
    } catch (IOException unwritable) {
      return "run it again with --stacktrace to see where (%s cannot be written)"
          .formatted(reportFolder);
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
