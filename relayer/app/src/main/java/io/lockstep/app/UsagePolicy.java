package io.lockstep.app;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells wrong usage in one line and points to the help, where picocli by itself would print all of
 * it and push the reason off the screen.
 */
final class UsagePolicy implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "lockstep: %s. See: %s --help"
            .formatted(reason(failure), command.getCommandSpec().qualifiedName()));
    err.flush();
    return ExitCode.RETRY_WILL_NOT_HELP;
  }

  private static String reason(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      return unknownWord(unmatched);
    }
    String message = String.valueOf(failure.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static String unknownWord(UnmatchedArgumentException unmatched) {
    String word = unmatched.getUnmatched().getFirst();
    boolean commandExpected = !unmatched.getCommandLine().getSubcommands().isEmpty();
    String complaint = "unknown %s '%s'".formatted(commandExpected ? "command" : "argument", word);
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty()
        ? complaint
        : complaint + " (did you mean " + String.join(" or ", suggestions) + "?)";
  }
}
