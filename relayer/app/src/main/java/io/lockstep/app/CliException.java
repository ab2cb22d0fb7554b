package io.lockstep.app;

/**
 * A failure that the command line expects: it is told in one line and without a stack trace. The
 * message says what happened, what was found, what was expected and what to do next.
 */
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CliException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The world stood in the way (a taken port, a silent node): the same command may pass later. */
  public static CliException temporary(String message) {
    return new CliException(message, ExitCode.RETRY_MAY_HELP);
  }

  /** Bad usage, input or configuration: the same command fails until something is changed. */
  public static CliException permanent(String message) {
    return new CliException(message, ExitCode.RETRY_WILL_NOT_HELP);
  }

  public int exitCode() {
    return exitCode;
  }
}
