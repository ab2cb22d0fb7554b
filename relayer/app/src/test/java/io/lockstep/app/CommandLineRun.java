package io.lockstep.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** What one call of the command line printed and returned. */
public record CommandLineRun(int exitCode, String out, String err) {

  static CommandLineRun of(CommandLine commandLine, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(arguments);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }

  public static CommandLineRun of(Path reportFolder, String... arguments) {
    return of(Lockstep.commandLine(reportFolder), arguments);
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
